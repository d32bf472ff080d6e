# shellcheck shell=bash disable=SC2154
# What Docker with its compose plugin and podman with podman-compose do differently. Sourced by main.sh.

choose_engine() {
  engine=${KINDRED_ENGINE:-}
  if [ -z "$engine" ]; then
    if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
      engine=docker
    elif command -v podman >/dev/null && command -v podman-compose >/dev/null; then
      engine=podman
    else
      refuse 'this server has neither Docker with the compose plugin nor podman with podman-compose, or this account may not use it.'
    fi
  fi
}

engine() { "$engine" "$@"; }

# podman-compose does not look for COMPOSE_FILE in .env.
compose() {
  if [ "$engine" = podman ]; then COMPOSE_FILE=$(setting COMPOSE_FILE) podman-compose "$@"; else docker compose "$@"; fi
}

# containers <app>: all of its containers, running or not, without those of `compose run`.
containers() {
  local filters=(--filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1")
  [ "$engine" = podman ] || filters+=(--filter label=com.docker.compose.oneoff=False)
  engine ps -aq "${filters[@]}"
}

# How often the engine started it again, in all its life.
restarts_of() { engine inspect -f '{{.RestartCount}}' "$1" 2>/dev/null || echo 9; }
is_healthy() { engine exec "$1" /nodejs/bin/node check-health.mjs >/dev/null 2>&1; }
# Docker says of one that it is about to start again that it runs.
is_running() { [ "$(engine inspect -f '{{.State.Running}} {{.State.Restarting}}' "$1" 2>/dev/null)" = 'true false' ]; }
release_of() { engine inspect -f '{{index .Config.Labels "app.kindred.release"}}' "$1"; }
addresses_of() { engine inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$1"; }

# of_release <app> is|not <release>: those of its containers that are, or are not, of a release.
of_release() {
  local container is
  for container in $(containers "$1"); do
    is=not
    if [ "$(release_of "$container")" = "$3" ]; then is='is'; fi
    [ "$is" != "$2" ] || echo "$container"
  done
}

# ask <app> <script>: runs a script in a container of the app, which has Node and no shell.
ask() {
  local container
  container=$(of_any_running "$1") || return 1
  engine exec "$container" /nodejs/bin/node --input-type=module -e "$2"
}
of_any_running() {
  local container
  for container in $(containers "$1"); do
    is_running "$container" && echo "$container" && return 0
  done
  return 1
}

# podman-compose knows containers by their numbers and counts from one: whoever stands above the count takes a free number.
number_anew() {
  [ "$engine" = podman ] || return 0
  local all container name free=1
  all=$(containers "$1")
  for container in $all; do
    name=$(engine inspect -f '{{.Name}}' "$container")
    [ "${name##*_}" -gt "$(wc -w <<<"$all")" ] || continue
    while engine container exists "${project}_$1_$free"; do free=$((free + 1)); done
    engine rename "$container" "${project}_$1_$free"
  done
}

remove() {
  local container
  for container in "$@"; do
    engine stop -t 30 "$container" >/dev/null
    # podman removes by itself what a restart policy does not hold.
    engine rm -f "$container" >/dev/null 2>&1 || true
  done
}
