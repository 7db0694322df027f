#!/usr/bin/env bash
# Installs Debian's python3 with pandas, which the example notebook uses, from the machine's own apt sources. Needs root where they are missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

install_python pandas pandas
