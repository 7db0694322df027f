#!/usr/bin/env bash
# Installs openssl, which deploy/authority.sh needs, from the machine's own apt sources. Needs root where it is missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

! command -v openssl >/dev/null || exit 0
can_install || { echo "engine: installing openssl needs root and apt-get" >&2; exit 1; }
step "installed openssl" apt_install openssl
