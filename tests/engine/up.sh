#!/usr/bin/env bash
# Finds or makes a PostgreSQL server's place for one test run: up.sh FOLDER PROCESS. Prints the variables of the run as lines
# NAME=VALUE. Everything is undone by down.sh FOLDER, at the latest when PROCESS has ended, however it did.
#
# In order: SWEEP_TEST_POSTGRES; an engine that answers; an engine that we make (as root, from apt's sources); PostgreSQL's
# own programs; else it fails.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

folder=$1
process=$2
socket=$folder/engine.sock
service=

[ -z "${SWEEP_TEST_POSTGRES:-}" ] || exit 0
[ "${SWEEP_TEST_POSTGRES_IN:-container}" = container ] || exit 0

# The first preparation of a machine takes a minute; a second run beside it waits for it instead of doing it too.
exec 8>"${TMPDIR:-/tmp}/sweep-engine-$(id -u).lock"
flock 8

answers() { timeout 20 "$@" >/dev/null 2>&1; }

start_service() {
  CONTAINERS_CONF=$engine_folder/containers.conf
  export CONTAINERS_CONF
  podman system service --time=0 "unix://$socket" >"$folder/engine.log" 2>&1 8>&- &
  service=$!
  for _ in $(seq 100); do
    [ ! -S "$socket" ] || return 0
    kill -0 "$service" 2>/dev/null || break
    sleep 0.1
  done
  echo "engine: Podman's service did not start:" >&2
  cat "$folder/engine.log" >&2
  return 1
}

local_server() {
  echo "engine: no container engine: $1" >&2
  "$engine_folder/install-postgres.sh" || { echo "engine: and no PostgreSQL on this machine either; see docs/testing.md" >&2; exit 1; }
  echo "engine: tests use this machine's own PostgreSQL" >&2
  echo "SWEEP_TEST_POSTGRES_IN=local"
  exit 0
}

if [ -n "${DOCKER_HOST:-}" ]; then
  # Somebody chose this engine; without the docker command the tests themselves find out whether it answers.
  command -v docker >/dev/null || exit 0
  answers docker version || { echo "engine: DOCKER_HOST: no engine answers at $DOCKER_HOST: start it, or unset DOCKER_HOST" >&2; exit 1; }
  SWEEP_ENGINE=docker
elif answers docker version; then
  SWEEP_ENGINE=docker
else
  if ! command -v podman >/dev/null || { [ "$(id -u)" -eq 0 ] && ! command -v runc >/dev/null; }; then
    can_install || local_server "none is running, and making one needs root and apt-get"
    "$engine_folder/install.sh" || local_server "it could not be installed"
  fi
  start_service || local_server "it did not start"
  SWEEP_ENGINE=podman
fi
export SWEEP_ENGINE

printf '%s\n' "$SWEEP_ENGINE" "$service" >"$folder/state"
# shellcheck disable=SC2016 # expanded by the inner shell
# Outlives a test run that was killed, by a second at most.
setsid bash -c 'tail --pid="$1" -f /dev/null; exec "$2/down.sh" "$3"' guard "$process" "$engine_folder" "$folder" \
  </dev/null >/dev/null 2>&1 8>&- &

export SWEEP_ENGINE_SOCKET=${service:+$socket}
image=$("$engine_folder/postgres-image.sh") || local_server "it has no PostgreSQL image"
echo "engine: tests use $image in $SWEEP_ENGINE" >&2
if [ -n "$service" ]; then
  echo "DOCKER_HOST=unix://$socket"
  echo "TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1"
fi
echo "SWEEP_TEST_POSTGRES_IMAGE=$image"
echo "SWEEP_TEST_POSTGRES_IN=container"
echo "SWEEP_TEST_RUN=$(basename "$folder")"
# down.sh removes what a killed run leaves; Testcontainers' own reaper is an image that may be out of reach.
echo "TESTCONTAINERS_RYUK_DISABLED=true"
