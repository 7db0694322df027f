#!/usr/bin/env bash
# What compose.yaml needs beside it, made once and never overwritten: random passwords, and .env with the slots of a silo; and certificates for
# silos and clients, which are renewed in time (authority.sh).
# With --telemetry, silos and clients send what they do to the collector of the profile `telemetry` (telemetry.env).
set -euo pipefail
cd "$(dirname "$0")"

# The folder keeps others on this machine out; the containers' users, who are mounted the files alone, must read them.
mkdir -p -m 0700 secrets
for name in postgres analyst grafana; do
  [ -e "secrets/$name-password" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "secrets/$name-password"
done
[ -e secrets/pgpass ] || printf 'postgres:5432:sweep:sweep:%s\n' "$(cat secrets/postgres-password)" > secrets/pgpass
chmod 0444 secrets/*-password secrets/pgpass
./authority.sh secrets/tls

mkdir -p out
if [ ! -e .env ]; then
  # Three silos share this machine's cores.
  printf 'SWEEP_SLOTS=%s\n' $((($(nproc) + 2) / 3)) > .env
  # The client writes to out/ as the one who runs it, never as root.
  if [ "$(id -u)" -eq 0 ]; then chown 1654:1654 out; else printf 'SWEEP_USER=%s\n' "$(id -u):$(id -g)" >> .env; fi
fi

# What silos and clients send what they do by; nothing is sent where it names no endpoint.
if [ "${1:-}" = --telemetry ]; then
  printf '%s\n' OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_EXPORTER_OTLP_PROTOCOL=grpc OTEL_METRIC_EXPORT_INTERVAL=15000 > telemetry.env
elif [ ! -e telemetry.env ]; then
  : > telemetry.env
fi
