# shellcheck shell=bash
# Which images there are, for the scripts of whoever deploys. Sourced in the folder of the checkout.

image_names() {
  # shellcheck disable=SC2016 # the file's own words
  sed -n 's/^ *image: \${KINDRED_IMAGES:-}\(kindred-[a-z]*\):.*/\1/p' docker-compose.yml
}

# build_options <image>: what of docker/Dockerfile it is.
build_options() {
  if [ "$1" = kindred-web ]; then echo --target web; else echo --build-arg "APP=${1#kindred-}"; fi
}

is_tag() { [[ $1 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]]; }

# Docker when it answers, else podman; KINDRED_ENGINE decides.
choose_own_engine() {
  engine=${KINDRED_ENGINE:-}
  [ -n "$engine" ] || { docker info >/dev/null 2>&1 && engine=docker; } || engine=podman
  command -v "$engine" >/dev/null || {
    echo "deploy: this machine has neither Docker nor podman (or Docker does not answer this account)." >&2
    exit 2
  }
}
