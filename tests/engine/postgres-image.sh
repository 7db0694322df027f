#!/usr/bin/env bash
# Prints the name of an image with PostgreSQL that the engine has: the one that SWEEP_TEST_POSTGRES_IMAGE names; else the
# official one, where a registry answers; else one of our own. SWEEP_ENGINE names the engine's command (podman or docker),
# SWEEP_ENGINE_SOCKET the socket of Podman's service.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

engine=${SWEEP_ENGINE:-podman}
if [ -n "${SWEEP_TEST_POSTGRES_IMAGE:-}" ]; then
  echo "$SWEEP_TEST_POSTGRES_IMAGE"
  exit 0
fi

has() { "$engine" image inspect "$1" >/dev/null 2>&1; }
use() { echo "$1"; exit 0; }

has "$official_postgres" && use "$official_postgres"
own=$postgres_name:$(fingerprint "$base_name" "$engine_folder"/base-image.sh "$engine_folder"/postgres/*)
has "$own" && use "$own"

# Through its service Podman takes the name as Docker does, whatever its own registries.conf says.
pull() {
  if [ -n "${SWEEP_ENGINE_SOCKET:-}" ]; then
    curl --silent --show-error --max-time 300 --unix-socket "$SWEEP_ENGINE_SOCKET" --request POST \
      "http://engine/images/create?fromImage=${official_postgres%:*}&tag=${official_postgres#*:}"
  else
    timeout 300 "$engine" pull --quiet "$official_postgres"
  fi
}
pull >/dev/null 2>&1 || true
has "$official_postgres" && use "$official_postgres"

can_install || { echo "engine: no registry has $official_postgres, and making an image needs root and apt-get" >&2; exit 1; }
command -v debootstrap >/dev/null || step "installed debootstrap" apt_install debootstrap
base=$("$engine_folder/base-image.sh")
step "made the PostgreSQL image $own" "$engine" build --network=host --build-arg "BASE=$base" \
  --tag "$own" --tag "$postgres_name:latest" --file "$engine_folder/postgres/Containerfile" "$engine_folder/postgres"
# Those of earlier versions of these files, if nobody uses them.
"$engine" image prune --all --force --filter label=sweep.image=postgres --filter until=24h >/dev/null 2>&1 || true
use "$own"
