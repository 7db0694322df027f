#!/usr/bin/env bash
# Within the build: publish.sh PROJECT FOLDER publishes a program, with native libraries for this machine's processor only.
set -euo pipefail

project=$1
folder=$2
case $(uname -m) in
  x86_64) platform=linux-x64 ;;
  aarch64) platform=linux-arm64 ;;
  *) echo "publish.sh: $(uname -m): no .NET image is made for this processor; use x86_64 or aarch64" >&2; exit 2 ;;
esac

# Tests judge the code; here it is only compiled.
dotnet publish "src/$project" --configuration Release --no-restore --output "$folder" -p:RunAnalyzers=false -p:GenerateDocumentationFile=false
if [ -d "$folder/runtimes" ]; then
  find "$folder/runtimes" -mindepth 1 -maxdepth 1 ! -name "$platform" ! -name linux ! -name unix -exec rm -rf {} +
fi
# Documentation of the libraries' own code.
find "$folder" -maxdepth 1 -name '*.xml' -delete
