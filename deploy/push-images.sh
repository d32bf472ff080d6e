#!/usr/bin/env bash
# Builds every image of a version, with its bill of materials and its origin, and pushes it: bash deploy/push-images.sh ghcr.io/you/ 1.4.0
# Needs Docker with buildx, signed in to the registry.
set -euo pipefail
cd "$(dirname "$0")/.."
registry=${1:-} version=${2:-}
[[ $registry == */ && -n $version ]] || {
  echo 'push-images: give a registry with a slash at its end and a version: bash deploy/push-images.sh ghcr.io/you/ 1.4.0' >&2
  exit 2
}
builder=kindred-$$
# Attestations need a builder of its own.
docker buildx create --name "$builder" --driver docker-container >/dev/null
trap 'docker buildx rm "$builder" >/dev/null' EXIT

# push <name> <options...>
push() {
  docker buildx build --builder "$builder" --sbom=true --provenance=mode=max --push -f docker/Dockerfile -t "${registry}$1:$version" \
    --label "org.opencontainers.image.version=$version" --label "org.opencontainers.image.revision=$(git rev-parse HEAD)" "${@:2}" .
}
# shellcheck disable=SC2013 # names without spaces
for image in $(sed -n 's/^ *image: .*}\(kindred-[a-z]*\):.*/\1/p' docker-compose.yml); do
  if [ "$image" = kindred-web ]; then push "$image" --target web; else push "$image" --build-arg "APP=${image#kindred-}"; fi
done
