#!/usr/bin/env bash
# Builds everything and runs all tests; ends with the plain line "N passed, N failed". Arguments go to `dotnet test`,
# but for --long: then the tests follow that are marked so (images, compose, network cut, an earlier release) and the load measurements
# (Sweep beside its peers, a million trials), and a missed bar fails the run.
# PostgreSQL for the tests comes from where tests/engine/up.sh finds it (docs/testing.md).
set -uo pipefail
cd "$(dirname "$0")" || exit 2

long=false
arguments=()
for argument in "$@"; do
  if [ "$argument" = --long ]; then long=true; else arguments+=("$argument"); fi
done

log=$(mktemp)
run=$(mktemp -d "${TMPDIR:-/tmp}/sweep-run-XXXXXX")
# shellcheck disable=SC2317 # called by the trap
clean_up() {
  tests/engine/down.sh "$run"
  rm -f "$log"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if ! database=$(tests/engine/up.sh "$run" $$); then
  echo "no PostgreSQL server can be had for the tests: see the messages above" >&2
  echo "0 passed, 0 failed"
  exit 1
fi
while IFS='=' read -r name value; do
  [ -z "$name" ] || export "$name=$value"
done <<<"$database"

for program in prometheus pgbouncer postgres chromium; do
  if ! "tests/engine/install-$program.sh"; then
    echo "$program cannot be had, which some tests start by themselves: see the messages above" >&2
    echo "0 passed, 0 failed"
    exit 1
  fi
done

if ! tests/engine/install-faketime.sh; then
  echo "no faketime can be had for the tests that set a clock: see the messages above" >&2
  echo "0 passed, 0 failed"
  exit 1
fi

# Every program that a test starts maps its compiled code twice otherwise, a tenth of what starting costs.
export DOTNET_EnableWriteXorExecute=0
dotnet test --solution Sweep.sln --configuration Release --filter-not-trait Run=long "${arguments[@]}" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# The summary's own counts: "  succeeded: 12".
count() { sed -n "s/^  $1: \([0-9][0-9]*\)\$/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded)
failed=$(count failed)
skipped=$(count skipped)

if [ "${skipped:-0}" -ne 0 ]; then
  echo "$skipped tests were skipped: a skipped test proves nothing, so the run fails" >&2
  status=1
fi
if [ -z "$passed" ]; then
  echo "no test ran: see the messages above" >&2
  [ "$status" -ne 0 ] || status=1
fi
if $long; then
  dotnet test --project tests/Sweep.System.Tests --configuration Release --no-build --filter-trait Run=long || status=1
  tests/Sweep.Benchmarks/peers.sh || status=1
fi
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
