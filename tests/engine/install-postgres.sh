#!/usr/bin/env bash
# Installs PostgreSQL's programs from the machine's own apt sources, without making or starting a server. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

without_server() {
  apt_install postgresql-common
  sed -i "s/^#\?create_main_cluster *=.*/create_main_cluster = false/" /etc/postgresql-common/createcluster.conf
  apt_install postgresql
}

step "installed PostgreSQL" without_server
