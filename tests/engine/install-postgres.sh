#!/usr/bin/env bash
# Installs PostgreSQL's programs from the machine's own apt sources, without making or starting a server. Needs root where they are missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

is_here() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

! is_here || exit 0
can_install || { echo "engine: PostgreSQL's programs are not on the PATH, and installing them needs root and apt-get: install Debian's package postgresql" >&2; exit 1; }

# Two runs may come here at once.
exec 7>"${TMPDIR:-/tmp}/sweep-postgres.lock"
flock 7
! is_here || exit 0

without_server() {
  apt_install postgresql-common
  sed -i "s/^#\?create_main_cluster *=.*/create_main_cluster = false/" /etc/postgresql-common/createcluster.conf
  apt_install postgresql
}

step "installed PostgreSQL" without_server
