#!/usr/bin/env bash
# Builds everything and passes every test. Needs the .NET SDK; what some tests need besides (a browser, Python, strace) it
# installs on Debian and Ubuntu when it is root, and names elsewhere. Nothing is skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The packages of what is not here.
missing() {
  command -v chromium >/dev/null || echo chromium
  command -v python3 >/dev/null || echo python3
  command -v strace >/dev/null || echo strace
  [ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/liberation ] || echo fonts-liberation
}

need=$(missing | xargs)
if [ -n "$need" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $need for the tests."
  log=$(mktemp)
  # shellcheck disable=SC2086 # a word a package
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need; } >"$log" 2>&1 || tail -n 20 "$log"
  rm -f "$log"
  need=$(missing | xargs)
fi
if [ -n "$need" ]; then
  echo "The tests need $need, which could not be installed here. On Debian or Ubuntu, as root: apt-get install $need"
  exit 1
fi

dotnet build Personalization.Journeys.sln -c Release --nologo -v quiet || { echo "The build failed."; exit 1; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One project after another: some tests measure, and all of them want the whole machine.
dotnet test Personalization.Journeys.sln -c Release --no-build --nologo -m:1 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
# One closing line over all test projects, from the runner's own lines.
awk '
  match($0, /Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/) {
    line = substr($0, RSTART, RLENGTH); gsub(/[^0-9,]/, "", line); split(line, n, ","); failed += n[1]; passed += n[2]; skipped += n[3]
  }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit (passed == 0) }' "$log" || status=1
exit "$status"
