#!/usr/bin/env bash
# Measures Sweep beside its peers on one PostgreSQL server and writes docs/benchmarks.md; with --quick a look that everything works.
# Arguments go to the benchmark's verb `peers`. A peer that cannot be installed is left out, and its figures count as missed.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2

tests/Sweep.Benchmarks/install-peers.sh || echo "not all peers could be installed: see above; their figures are left out" >&2
dotnet build --configuration Release --nologo --verbosity quiet src/Sweep.Client || exit 1
exec dotnet run --configuration Release --project tests/Sweep.Benchmarks -- peers "$@"
