#!/usr/bin/env bash
# Prints the name of an image with PostgreSQL that the engine has: the one that SWEEP_TEST_POSTGRES_IMAGE names; else the
# official one, where a registry answers; else one of our own. SWEEP_ENGINE names the engine's command (podman or docker).
set -euo pipefail
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
if timeout 180 "$engine" pull --quiet "$official_postgres" >/dev/null 2>&1; then
  use "$official_postgres"
fi

can_install || { echo "engine: no registry has $official_postgres, and making an image needs root and apt-get" >&2; exit 1; }
command -v debootstrap >/dev/null || step "installed debootstrap" apt_install debootstrap
base=$("$engine_folder/base-image.sh")
step "made the PostgreSQL image $own" "$engine" build --network=host --build-arg "BASE=$base" \
  --tag "$own" --tag "$postgres_name:latest" --file "$engine_folder/postgres/Containerfile" "$engine_folder/postgres"
use "$own"
