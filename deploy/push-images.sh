#!/usr/bin/env bash
# Builds every image of a version, with its bill of materials and its origin, and pushes it: bash deploy/push-images.sh ghcr.io/you/ 1.4.0
# Needs Docker with buildx, signed in to the registry.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=deploy/images.sh
. deploy/images.sh
registry=${1:-} version=${2:-}
if [[ $registry != */ ]] || ! is_tag "$version"; then
  echo 'push-images: give a registry with a slash at its end and a version: bash deploy/push-images.sh ghcr.io/you/ 1.4.0' >&2
  exit 2
fi
builder=kindred-$$
# Attestations need a builder of its own.
docker buildx create --name "$builder" --driver docker-container >/dev/null
trap 'docker buildx rm "$builder" >/dev/null' EXIT

for image in $(image_names); do
  # shellcheck disable=SC2046 # options, one word each
  docker buildx build --builder "$builder" --sbom=true --provenance=mode=max --push -f docker/Dockerfile -t "$registry$image:$version" \
    --label "org.opencontainers.image.version=$version" --label "org.opencontainers.image.revision=$(git rev-parse HEAD)" $(build_options "$image") .
done
