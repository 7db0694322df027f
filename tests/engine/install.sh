#!/usr/bin/env bash
# Installs Podman and what it needs from the machine's own apt sources. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

command -v podman >/dev/null && command -v runc >/dev/null && command -v debootstrap >/dev/null &&
  command -v curl >/dev/null && exit 0
can_install || { echo "engine: installing Podman needs root and apt-get" >&2; exit 1; }
step "installed Podman" apt_install \
  podman runc netavark aardvark-dns containernetworking-plugins iptables nftables uidmap fuse-overlayfs debootstrap curl
