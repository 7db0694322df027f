#!/usr/bin/env bash
# Installs Debian's python3 with pandas, which the example notebook uses, from the machine's own apt sources. Needs root where they are missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

! /usr/bin/python3 -c 'import pandas' 2>/dev/null || exit 0
can_install || { echo "engine: /usr/bin/python3 has no pandas, and installing it needs root and apt-get: install Debian's package python3-pandas" >&2; exit 1; }

# Two runs may come here at once.
exec 8>"${TMPDIR:-/tmp}/sweep-python.lock"
flock 8
! /usr/bin/python3 -c 'import pandas' 2>/dev/null || exit 0

step "installed Python with pandas" apt_install python3-pandas
