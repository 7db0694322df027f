#!/usr/bin/env bash
# Undoes up.sh: down.sh FOLDER removes the run's containers, stops the engine that was started for it, and removes the folder.
set -uo pipefail

folder=$1
[ -d "$folder" ] || exit 0
if [ -f "$folder/state" ]; then
  { read -r engine; read -r service; } <"$folder/state"
  [ -z "$service" ] || export CONTAINERS_CONF="${BASH_SOURCE[0]%/*}/containers.conf"
  # An engine that hangs must not keep the run from its end.
  containers=$(timeout 60 "$engine" ps --all --quiet --filter "label=sweep.test.run=$(basename "$folder")")
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$containers" ] || timeout 120 "$engine" rm --force --volumes $containers >/dev/null
  if [ -n "$service" ] && grep -qs "$folder/engine.sock" "/proc/$service/cmdline"; then
    kill "$service"
    timeout 10 tail --pid="$service" -f /dev/null || kill -KILL "$service"
  fi
fi
rm -rf "$folder"
