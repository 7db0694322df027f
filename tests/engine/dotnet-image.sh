#!/usr/bin/env bash
# dotnet-image.sh sdk|runtime: prints the name of an image with this machine's own .NET, made where it is missing. Needs root,
# and an engine whose command SWEEP_ENGINE names (podman or docker).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

kind=$1
engine=${SWEEP_ENGINE:-podman}
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
base=$("$engine_folder/base-image.sh")
versions=$(ls "$dotnet/sdk" "$dotnet/shared/Microsoft.NETCore.App")
name=localhost/sweep-dotnet-$kind:$(fingerprint "$versions $base" "$engine_folder/dotnet/Containerfile")

if ! "$engine" image inspect "$name" >/dev/null 2>&1; then
  step "made the .NET image $name" "$engine" build --build-arg "BASE=$base" --target "$kind" --tag "$name" \
    --file "$engine_folder/dotnet/Containerfile" "$dotnet"
fi
echo "$name"
