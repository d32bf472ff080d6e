#!/usr/bin/env bash
# Builds every image of a version on this machine, with Docker or podman: bash deploy/build-images.sh 1.4.0. deploy.sh brings them to the server.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=deploy/images.sh
. deploy/images.sh
version=${1:-}
is_tag "$version" || {
  echo "build-images: give a version that may be a tag of images: bash deploy/build-images.sh 1.4.0; this is '$version'." >&2
  exit 2
}
choose_own_engine
for image in $(image_names); do
  echo "build-images: $image:$version"
  # shellcheck disable=SC2046 # options, one word each
  "$engine" build -f docker/Dockerfile -t "$image:$version" $(build_options "$image") .
done
echo "build-images: all of $version is built"
