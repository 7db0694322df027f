#!/usr/bin/env bash
# Installs podman-compose from the machine's own apt sources. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

! command -v podman-compose >/dev/null || exit 0
can_install || { echo "engine: installing podman-compose needs root and apt-get" >&2; exit 1; }
step "installed podman-compose" apt_install podman-compose
