#!/usr/bin/env bash
# What compose.yaml needs beside it, made once and never overwritten: a random password, and .env with the slots of a silo.
set -euo pipefail
cd "$(dirname "$0")"

# The folder keeps others on this machine out; the containers' users, who are mounted the files alone, must read them.
mkdir -p -m 0700 secrets
if [ ! -e secrets/postgres-password ]; then
  password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "$password" > secrets/postgres-password
  printf 'postgres:5432:sweep:sweep:%s\n' "$password" > secrets/pgpass
  chmod 0444 secrets/postgres-password secrets/pgpass
fi

mkdir -p out
if [ ! -e .env ]; then
  # Three silos share this machine's cores.
  printf 'SWEEP_SLOTS=%s\n' $((($(nproc) + 2) / 3)) > .env
  # The client writes to out/ as the one who runs it, never as root.
  if [ "$(id -u)" -eq 0 ]; then chown 1654:1654 out; else printf 'SWEEP_USER=%s\n' "$(id -u):$(id -g)" >> .env; fi
fi
