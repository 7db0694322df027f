# shellcheck shell=bash
# shellcheck disable=SC2034 # used by those who source it
# Sourced by the scripts beside it: settings, and steps that say one line each.

engine_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Every image of ours stands on this one; name another to build on it instead.
base_name=${SWEEP_BASE_IMAGE:-}
postgres_name=localhost/sweep-postgres
official_postgres=postgres:17-alpine

# step TEXT COMMAND...: runs the command with its output in a file, which is shown only if it fails.
step() {
  local text=$1 log began=$SECONDS status=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" -eq 0 ]; then
    echo "engine: $text ($((SECONDS - began)) s)" >&2
  else
    echo "engine: $text: failed with code $status; what it said:" >&2
    sed 's/^/  /' "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}

# fingerprint TEXT FILE...: changes whenever the text or a file does.
fingerprint() {
  local text=$1
  shift
  { echo "$text"; cat "$@" </dev/null; } | sha256sum | cut -c 1-12
}

# apt_install PACKAGE...: the lists are fetched only where they are missing or too old.
apt_install() {
  local install=(apt-get -o DPkg::Lock::Timeout=600 install --yes --no-install-recommends "$@")
  export DEBIAN_FRONTEND=noninteractive
  "${install[@]}" || { apt-get -o DPkg::Lock::Timeout=600 update && "${install[@]}"; }
}

# apt_install_idle PACKAGE: without the server that the package would start, now and at every start of the machine.
apt_install_idle() {
  if [ -d /run/systemd/system ]; then systemctl mask "$1.service"; fi
  local policy=/usr/sbin/policy-rc.d status=0
  if [ -e "$policy" ]; then policy=; else printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"; fi
  apt_install "$1" || status=$?
  [ -z "$policy" ] || rm "$policy"
  return "$status"
}

# install_python MODULE NAME: Debian's package of a module of /usr/bin/python3, where that has none.
install_python() {
  # Of a package that was removed a folder may be left, which can be imported too.
  local has=(/usr/bin/python3 -c "import $1; $1.__version__")
  ! "${has[@]}" 2>/dev/null || return 0
  can_install || { echo "engine: /usr/bin/python3 has no $2, and installing it needs root and apt-get: install Debian's package python3-$1" >&2; return 1; }

  # Two runs may come here at once.
  exec 8>"${TMPDIR:-/tmp}/sweep-python.lock"
  flock 8
  ! "${has[@]}" 2>/dev/null || return 0
  step "installed Python with $2" apt_install "python3-$1"
}

can_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }
