#!/usr/bin/env bash
# Installs Debian's chromium, in which tests open the pages, from the machine's own apt sources. Needs root where it is missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

! command -v chromium >/dev/null || exit 0
can_install || { echo "engine: chromium is not on the PATH, and installing it needs root and apt-get: install Debian's package chromium" >&2; exit 1; }

# Two runs may come here at once.
exec 8>"${TMPDIR:-/tmp}/sweep-chromium.lock"
flock 8
! command -v chromium >/dev/null || exit 0
step "installed chromium" apt_install chromium
