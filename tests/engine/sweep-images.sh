#!/usr/bin/env bash
# Builds Sweep's images with Podman, on this machine's own .NET and with its own packages, where no image registry answers:
# sweep-images.sh [TAG] makes localhost/sweep-silo:TAG and localhost/sweep-client:TAG. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.sh"

tag=${1:-latest}
export CONTAINERS_CONF="${CONTAINERS_CONF:-$engine_folder/containers.conf}"
export SWEEP_ENGINE=podman
"$engine_folder/install.sh"

repository=$(cd "$engine_folder/../.." && pwd)
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
mkdir -p "$packages"
sdk=$("$engine_folder/dotnet-image.sh" sdk)
runtime=$("$engine_folder/dotnet-image.sh" runtime)
revision=$(git -C "$repository" rev-parse HEAD 2>/dev/null || echo unknown)

# The machine's network, certificates, NuGet settings and packages; what the build adds to the packages is dropped after it.
home=$(podman run --rm "$sdk" printenv HOME)
machine=(--network=host --volume "$packages:$home/.nuget/packages:O" --volume /etc/ssl/certs:/etc/ssl/certs:ro)
[ ! -d "$HOME/.nuget/NuGet" ] || machine+=(--volume "$HOME/.nuget/NuGet:$home/.nuget/NuGet:O")

# The programs' own stage has a name too, so that it stays for the next build.
for image in published silo client; do
  step "made the image localhost/sweep-$image:$tag" podman build --format docker --layers "${machine[@]}" --target "$image" \
    --build-arg "SDK_IMAGE=$sdk" --build-arg "SILO_IMAGE=$runtime" --build-arg "CLIENT_IMAGE=$runtime" --build-arg "REVISION=$revision" \
    --label sweep.image=sweep --tag "localhost/sweep-$image:$tag" --file "$repository/deploy/Containerfile" "$repository"
done
# Those of earlier sources, nameless now.
podman image prune --force --filter label=sweep.image=sweep >/dev/null 2>&1 || true
