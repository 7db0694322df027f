#!/usr/bin/env bash
# Prints the name of the image that all of ours stand on: SWEEP_BASE_IMAGE where it is set; else a minimal system of the
# machine's own release, made with debootstrap from the machine's own apt sources. Needs root to make it.
# SWEEP_ENGINE names the engine's command (podman or docker).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

engine=${SWEEP_ENGINE:-podman}
if [ -n "$base_name" ]; then
  echo "$base_name"
  exit 0
fi

packages=ca-certificates
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
name=localhost/sweep-base:$release-$(fingerprint "$packages" "$engine_folder/base-image.sh")
if "$engine" image inspect "$name" >/dev/null 2>&1; then
  echo "$name"
  exit 0
fi

# The first source of this release's main packages.
mirror() {
  # shellcheck disable=SC2016 # apt's own placeholders
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v release="$release" '$2 == release && $3 == "main" { print $1; exit }'
}

make_base() {
  local root source
  source=$(mirror)
  [ -n "$source" ] || { echo "no apt source of this machine has $release main"; return 1; }
  root=$(mktemp -d /var/tmp/sweep-base-XXXXXX)
  # shellcheck disable=SC2064 # the folder as it is now
  trap "rm -rf --one-file-system '$root'" EXIT
  chmod 755 "$root"
  debootstrap --variant=minbase --include="$packages" "$release" "$root" "$source"
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  tar -C "$root" --one-file-system -c . | "$engine" import - "$name"
  "$engine" tag "$name" localhost/sweep-base:latest
}

# A subshell of its own, so that its EXIT trap runs at its end.
made() (set -e; make_base)

step "made the base image $name" made
echo "$name"
