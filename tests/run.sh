#!/usr/bin/env bash
# Builds everything and passes every test. Needs the .NET SDK; later parts install what else they need.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build Personalization.Journeys.sln -c Release --nologo -v quiet || { echo "The build failed."; exit 1; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test Personalization.Journeys.sln -c Release --no-build --nologo 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
# One closing line over all test projects, from the runner's own lines.
awk '
  match($0, /Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/) {
    line = substr($0, RSTART, RLENGTH); gsub(/[^0-9,]/, "", line); split(line, n, ","); failed += n[1]; passed += n[2]; skipped += n[3]
  }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit (passed == 0) }' "$log" || status=1
exit "$status"
