#!/usr/bin/env bash
# What deploy/deploy.sh runs on the server, in the folder of Kindred:
#   check | missing | load | pull     before anything is changed
#   start roll | start rollback       in the background, which goes on when the connection ends; prints the name of the run
#   follow <run> <lines seen>         what the run says, until its end and with its result
#   status
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=deploy/server/engine.sh
. "$here/engine.sh"
# shellcheck source=deploy/server/rolling.sh
. "$here/rolling.sh"

refuse() {
  echo "deploy: $*" >&2
  exit 2
}

words=() version='' images='' folder=. incoming='' pause=''
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2 && shift ;;
    --registry) images=$2 && shift ;;
    --folder) folder=$2 && shift ;;
    --incoming) incoming=$2 && shift ;;
    --pause) pause=yes ;;
    *) words+=("$1") ;;
  esac
  shift
done
incoming=${incoming:+$(cd "$incoming" && pwd)}
cd "$folder"
folder=$PWD state=$PWD/deployments
mkdir -p "$state/releases" "$state/runs"
# shellcheck disable=SC2034 # read by what is sourced
# How long an app may take until it is healthy, and how long after that others may take to hear of it; seconds.
patience=${DEPLOY_PATIENCE:-180} settle=${DEPLOY_SETTLE:-4}

# setting <name> [default]: what .env says.
setting() {
  local line
  line=$(grep -E "^$1=." .env 2>/dev/null | tail -1) || line="$1=${2:-}"
  echo "${line#*=}"
}
note() { cat "$state/$1" 2>/dev/null || true; }
# shellcheck disable=SC2034
project=${COMPOSE_PROJECT_NAME:-$(setting COMPOSE_PROJECT_NAME kindred)}

check() {
  local file=$incoming/docker-compose.yml name missing=''
  for name in flock pgrep setsid; do command -v "$name" >/dev/null || missing+=" $name"; done
  [ -z "$missing" ] || refuse "this server lacks the programs:$missing (packages util-linux and procps). Nothing was changed."
  [ -f .env ] || {
    cp "$incoming/.env.example" .env && chmod 600 .env && sh "$incoming/docker/fill-secrets.sh" .env
    refuse "$folder/.env was not there: it is made of the example now, with its secrets. Write BOT_TOKEN and PUBLIC_URL into it, then deploy again."
  }
  for name in $(grep -oE '\$\{[A-Z0-9_]+:\?' "$file" | tr -cd 'A-Z0-9_\n' | sort -u); do
    [ -n "$(setting "$name")" ] || missing+=" $name"
  done
  [ -z "$missing" ] || refuse "$folder/.env has no value for:$missing. Nothing was changed."
  for name in $(setting COMPOSE_FILE | tr : ' '); do
    [ -f "$incoming/$name" ] || [ -f "$name" ] || missing+=" $name"
  done
  [ -z "$missing" ] || refuse "COMPOSE_FILE in $folder/.env names what is not there, and no deployment brings it:$missing. Nothing was changed."
  ( flock -n 9 || refuse "$(note under-way) is under way: bash deploy/deploy.sh … --status. Nothing was changed." ) 9>"$state/lock"
  local free
  free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge 3000 ] || refuse "$folder has $free MB left: images of a version take up to 3000. Nothing was changed."
}

images_of_release() {
  # shellcheck disable=SC2016 # the file's own words
  sed -n 's/^ *image: \${KINDRED_IMAGES:-}\(kindred-[a-z]*\):.*/\1/p' "$incoming/docker-compose.yml" |
    while read -r name; do echo "$images$name:$version"; done
}
missing() {
  for image in $(images_of_release); do engine image inspect "$image" >/dev/null 2>&1 || echo "$image"; done
}
pull() {
  for image in $(images_of_release); do engine pull -q "$image" || refuse "$image cannot be pulled. Nothing was changed."; done
}

# In a session of its own: neither the end of the connection nor Ctrl-C at the other end reaches it.
start() {
  local run
  run=$(date +%Y%m%d-%H%M%S)-$$
  [ "$1" != roll ] || { rm -rf "$state/releases/$version" && cp -R "$incoming" "$state/releases/$version"; }
  local script=$here
  [ "$1" != roll ] || script=$state/releases/$version/deploy/server
  setsid bash "$script/main.sh" hold "$1" "$run" --version "$version" --registry "$images" ${pause:+--pause} \
    </dev/null >"$state/runs/$run.log" 2>&1 &
  until is_under_way "$run" || [ -f "$state/runs/$run.end" ]; do sleep 0.1; done
  echo "$run"
}
is_under_way() { pgrep -f "main.sh (hold|run) [a-z]+ $1" >/dev/null; }
# Nothing that a run starts inherits the lock: containers of podman would keep it for as long as they live.
hold() {
  local code=0
  flock -n -o -E 75 "$state/lock" bash "$here/main.sh" run "$1" "$2" --version "$version" --registry "$images" ${pause:+--pause} || code=$?
  [ $code != 75 ] || { code=2 && echo "deploy: $(note under-way) is under way. Nothing was changed."; }
  echo "$code" >"$state/runs/$2.end"
}
follow() {
  local log=$state/runs/$1.log seen=$2 now
  while :; do
    local ended=no
    [ ! -f "$state/runs/$1.end" ] || ended=yes
    now=$(wc -l <"$log")
    [ "$now" -le "$seen" ] || sed -n "$((seen + 1)),${now}p" "$log"
    seen=$now
    [ $ended = no ] || return "$(cat "$state/runs/$1.end")"
    is_under_way "$1" || [ -f "$state/runs/$1.end" ] ||
      refuse "the run ended in the middle, as by a restart of the server: deploy the same version again, it does what is left."
    sleep 1
  done
}

# become <version>: all that follows means this release.
become() {
  version=$1
  cp -R "$state/releases/$version/." "$folder/"
  images=$(cat "$state/releases/$version/images" 2>/dev/null || echo "$images")
  local about
  about=$(cat docker-compose.yml <(grep -v '^KINDRED_' .env) | sha256sum)
  release=$version-${about:0:12}
  export KINDRED_VERSION=$version KINDRED_IMAGES=$images KINDRED_RELEASE=$release
}

roll_out() {
  if [ -z "$(containers gateway)" ]; then
    say "nothing runs yet: starting all of $version"
    compose up -d || return 1
    # shellcheck disable=SC2154 # of rolling.sh
    for app in $services gateway bot; do
      for container in $(containers "$app"); do wait_healthy "$app" "$container" || return 1; done
    done
  else
    migrate_all || return 1
    roll_all || return 1
  fi
  smoke
}

roll_release() {
  printf '%s' "$images" >"$state/releases/$version/images"
  local before
  before=$(note current)
  echo "version $version" >"$state/under-way"
  rm -f "$state/no-way-back"
  become "$version"
  if roll_out; then
    [ "$before" = "$version" ] || { [ -z "$before" ] || echo "$before" >"$state/previous"; }
    settle_on "$version"
    say "$version runs"
    return 0
  fi
  say "$version failed"
  [ -n "$before" ] || { say 'there is no version before it: what runs stays, for a look at it' && return 1; }
  [ ! -f "$state/no-way-back" ] || {
    say "no way back by itself: the old instances cannot work with its migrations. Mend it, or restore the backup: docs/deployment.md."
    return 1
  }
  back_to "$before" && say "rolled back: $before runs"
  return 1
}

back_to() {
  say "going back to $1"
  become "$1"
  if roll_all && smoke; then settle_on "$1"; else say "the way back failed too: see docs/deployment.md" && return 1; fi
}

rollback() {
  local before now
  before=$(note previous) now=$(note current)
  [ -n "$before" ] || { say 'there is no version before this one' && return 1; }
  echo "the way back to $before" >"$state/under-way"
  echo "$now" >"$state/previous"
  back_to "$before" && say "$before runs" && return 0
  echo "$before" >"$state/previous"
  return 1
}

# What `docker compose up` by hand takes from now on; older versions than the one before go.
settle_on() {
  echo "$1" >"$state/current"
  rm -f "$state/under-way"
  local name file
  file=$(mktemp .env.XXXXXX)
  grep -vE '^(KINDRED_VERSION|KINDRED_IMAGES|KINDRED_RELEASE)=' .env >"$file" || true
  for name in KINDRED_VERSION KINDRED_IMAGES KINDRED_RELEASE; do echo "$name=${!name}" >>"$file"; done
  chmod 600 "$file" && mv "$file" .env
  for file in "$state/releases"/*; do
    name=${file##*/}
    [ "$name" = "$1" ] || [ "$name" = "$(note previous)" ] || forget "$name"
  done
  # Files of deployments of long ago; those of now may still be read.
  find "$folder/incoming" -mindepth 1 -maxdepth 1 -mmin +1440 -exec rm -rf {} + 2>/dev/null || true
}
forget() {
  local image
  for image in $services gateway bot web; do
    engine rmi "$(cat "$state/releases/$1/images" 2>/dev/null)kindred-$image:$1" >/dev/null 2>&1 || true
  done
  rm -rf "${state:?}/releases/$1"
}

status() {
  echo "current: $(note current)"
  echo "previous: $(note previous)"
  [ -z "$(note under-way)" ] || echo "under way: $(note under-way)"
  compose ps
}

choose_engine
case ${words[0]:-} in
  check | missing | pull | status) "${words[0]}" ;;
  load) gunzip | engine load -q >/dev/null ;;
  start) start "${words[1]}" ;;
  hold) hold "${words[1]}" "${words[2]}" ;;
  run) case ${words[1]} in rollback) rollback ;; *) roll_release ;; esac ;;
  follow) follow "${words[1]}" "${words[2]}" ;;
  *) sed -n '2,6p' "$0" >&2 && exit 2 ;;
esac
