#!/usr/bin/env bash
# Installs what Sweep is measured beside: Optuna and NumPy of the distribution, with their PostgreSQL drivers, and g++ for
# the kernel's C++ twin. Debian 12 and Ubuntu 24.04 package them all. Needs root or sudo; does nothing where all are there.
set -euo pipefail

packages=(python3-optuna python3-numpy python3-psycopg2 python3-sqlalchemy g++)
missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
  elevate=()
  if [ "$(id -u)" -ne 0 ]; then elevate=(sudo); fi
  "${elevate[@]}" apt-get update -q
  "${elevate[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

/usr/bin/python3 -c 'import numpy, optuna, psycopg2; print("Optuna", optuna.__version__, "NumPy", numpy.__version__)'
