#!/usr/bin/env bash
# Installs libfaketime, by which tests set the clock of one process, from the machine's own apt sources. Needs root where it is missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

! command -v faketime >/dev/null || exit 0
can_install || { echo "engine: faketime is not on the PATH, and installing it needs root and apt-get: install Debian's package faketime" >&2; exit 1; }

# Two runs may come here at once.
exec 8>"${TMPDIR:-/tmp}/sweep-faketime.lock"
flock 8
! command -v faketime >/dev/null || exit 0
step "installed faketime" apt_install faketime
