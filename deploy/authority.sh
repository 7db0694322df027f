#!/usr/bin/env bash
# authority.sh FOLDER: a private authority in FOLDER, with certificates by which silos and clients of one cluster know each other: FOLDER/silo
# and FOLDER/client hold tls.crt, tls.key and ca.crt, FOLDER/authority what makes more of them. Run again, it makes what is missing and
# renews what ends within SWEEP_RENEW_DAYS (30); what runs takes it up by itself. SWEEP_VALID_DAYS: how long new ones last (397).
set -euo pipefail

folder=${1:?authority.sh: give the folder for the authority and its certificates}
valid=${SWEEP_VALID_DAYS:-397}
renew=$((${SWEEP_RENEW_DAYS:-30} * 86400))
if ! command -v openssl > /dev/null; then
  echo 'authority.sh: openssl is missing; on Debian, as root: apt-get install openssl' >&2
  exit 1
fi

# Until they are handed over, the files are their maker's alone.
umask 077
mkdir -p "$folder/authority"
authority=$folder/authority
if [ ! -e "$authority/tls.crt" ]; then
  openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Sweep authority $(date -u +%F) $(openssl rand -hex 4)" \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "$authority/tls.key" -out "$authority/new.crt" 2> /dev/null
  mv "$authority/new.crt" "$authority/tls.crt"
fi

# The container's user reads them. Only root can give them to it; else others are kept out by the folder, which is its maker's alone.
hand_over() {
  chmod 0755 "$(dirname "$1")"
  if [ "$(id -u)" -eq 0 ]; then
    chown 1654:1654 "$1"
    chmod 0400 "$1"
  else
    chmod 0444 "$1"
  fi
}

believes() { [ -e "$1/ca.crt" ] && openssl verify -CAfile "$1/ca.crt" "$authority/tls.crt" > /dev/null 2>&1; }

# issue NAME USAGES
issue() {
  local own=$folder/$1 made
  # A new authority, made because the old one was lost or is not trusted any more, makes all anew.
  if [ -e "$own/tls.crt" ] && [ -e "$own/tls.key" ] && believes "$own" && openssl verify -CAfile "$authority/tls.crt" "$own/tls.crt" > /dev/null 2>&1 &&
    openssl x509 -noout -checkend "$renew" -in "$own/tls.crt" > /dev/null; then
    return
  fi
  mkdir -p "$own"
  made=$(mktemp -d "$own/.new-XXXXXX")
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=sweep $1" -keyout "$made/tls.key" -out "$made/request" 2> /dev/null
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=%s\nauthorityKeyIdentifier=keyid\n' "$2" > "$made/extensions"
  openssl x509 -req -days "$valid" -in "$made/request" -CA "$authority/tls.crt" -CAkey "$authority/tls.key" -set_serial "0x$(openssl rand -hex 8)" \
    -extfile "$made/extensions" -out "$made/tls.crt" 2> /dev/null
  # What else its holder believes stays, as while one authority takes another's place.
  believes "$own" || cp "$authority/tls.crt" "$made/ca.crt"
  for file in ca.crt tls.key tls.crt; do
    [ -e "$made/$file" ] || continue
    hand_over "$made/$file"
    mv -f "$made/$file" "$own/$file"
  done
  chmod 0755 "$own"
  rm -rf "$made"
  echo "made $own/tls.crt, valid until $(openssl x509 -noout -enddate -in "$own/tls.crt" | cut -d= -f2)"
}

# A silo calls and is called; a client only calls, and cannot pass for a silo.
issue silo serverAuth,clientAuth
issue client clientAuth
