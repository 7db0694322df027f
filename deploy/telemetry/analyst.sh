#!/bin/sh
# The role for Grafana: it can log in, and reads what `sweep db readers analyst` lets it read. May run at any time again.
set -eu
PGPASSWORD=$(cat /run/secrets/postgres-password)
export PGPASSWORD
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/analyst-password)" <<'SQL'
SELECT 'CREATE ROLE analyst' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'analyst') \gexec
ALTER ROLE analyst LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
SQL
