#!/usr/bin/env bash
# Asks this container's silo whether it is ready. The base images have no HTTP client, and starting .NET for one would take from training.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/${ASPNETCORE_HTTP_PORTS:-8080}"
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
IFS= read -r -t 5 status <&3
[[ $status == *' 200 '* ]]
