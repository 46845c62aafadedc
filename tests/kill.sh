#!/usr/bin/env bash
# Kills a running engine as often as asked, and compares what is left with a run that nobody disturbed.
#   tests/kill.sh [--kills N] [--seed N]
set -euo pipefail
cd "$(dirname "$0")/.."
export JOURNEYS_KILLS=50 JOURNEYS_SEED=1
while [ $# -gt 0 ]; do
  case "$1" in
    --kills) JOURNEYS_KILLS=$2; shift 2 ;;
    --seed) JOURNEYS_SEED=$2; shift 2 ;;
    *) echo "tests/kill.sh [--kills N] [--seed N]"; exit 2 ;;
  esac
done
exec dotnet test tests/Recovery.IntegrationTests -c Release --nologo --filter "FullyQualifiedName~Kills" --logger "console;verbosity=normal"
