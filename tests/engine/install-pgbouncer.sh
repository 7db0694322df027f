#!/usr/bin/env bash
# Installs PgBouncer from the machine's own apt sources, without starting it. Needs root where it is missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

is_here() { command -v pgbouncer >/dev/null || [ -x /usr/sbin/pgbouncer ]; }

! is_here || exit 0
can_install || { echo "engine: pgbouncer is not on the PATH, and installing it needs root and apt-get: install Debian's package pgbouncer" >&2; exit 1; }

# Two runs may come here at once.
exec 8>"${TMPDIR:-/tmp}/sweep-pgbouncer.lock"
flock 8
is_here || step "installed PgBouncer" apt_install_idle pgbouncer
