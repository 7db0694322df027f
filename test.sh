#!/usr/bin/env bash
# Builds everything and runs all tests; ends with the plain line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")" || exit 2

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution Sweep.sln --configuration Release "$@" 2>&1 | tee "$log"
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
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
