#!/usr/bin/env bash
# Installs prometheus and promtool from the machine's own apt sources, without starting a server. Needs root where they are missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

! { command -v prometheus && command -v promtool; } >/dev/null || exit 0
can_install || { echo "engine: prometheus and promtool are not on the PATH, and installing them needs root and apt-get: install Debian's package prometheus" >&2; exit 1; }

# Two runs may come here at once.
exec 8>"${TMPDIR:-/tmp}/sweep-prometheus.lock"
flock 8
! { command -v prometheus && command -v promtool; } >/dev/null || exit 0

step "installed Prometheus" apt_install_idle prometheus
