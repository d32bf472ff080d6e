#!/usr/bin/env bash
# Stands in for Docker where deploy/ is tried without containers. Containers are files in $FAKE/containers: app, release, version, running.
# $FAKE/unhealthy, crashing, stumbling, refused, smoke-fails, pending and hold name what goes wrong, or waits; $FAKE/calls tells what was done, in its order.
set -euo pipefail
mkdir -p "$FAKE/containers" "$FAKE/images"
all=$*
told() { echo "$*" >>"$FAKE/calls"; }
image_file() { echo "$FAKE/images/${1//\//_}"; }
read_container() { read -r app release version running <"$FAKE/containers/$1"; }
create() {
  local id
  id=$1-$(($(cat "$FAKE/count" 2>/dev/null || echo 0) + 1))
  echo "${id##*-}" >"$FAKE/count"
  if grep -qsx "$1" "$FAKE/refused"; then
    rm "$FAKE/refused"
    echo "$1 $KINDRED_RELEASE $KINDRED_VERSION false" >"$FAKE/containers/$id"
    return 1
  fi
  echo "$1 $KINDRED_RELEASE $KINDRED_VERSION true" >"$FAKE/containers/$id"
  told "start $1 $KINDRED_VERSION"
  while grep -qsx "$1" "$FAKE/hold"; do sleep 0.05; done
}
is_crashing() { grep -qsx "$app $version" "$FAKE/crashing"; }
# One that ends again and again runs each second time that somebody looks.
runs() {
  is_crashing || { echo "$running" && return; }
  if [ -e "$FAKE/flicker" ]; then rm "$FAKE/flicker" && echo true; else touch "$FAKE/flicker" && echo false; fi
}
# One that stumbles has been started again before, and does not answer the first time that it is asked.
is_stumbling() { grep -qsx "$app $version" "$FAKE/stumbling"; }
restarts() { if is_crashing || is_stumbling; then echo 3; else echo 0; fi; }
stumbles() { is_stumbling && [ ! -e "$FAKE/stumbled" ] && touch "$FAKE/stumbled"; }
count_of() { grep -ls "^$1 " "$FAKE/containers"/* | wc -l; }

compose() {
  case $1 in
    version | ps) ;;
    run)
      if [[ $all == *' pending' ]]; then
        local app=${all% pending}
        grep -s "^${app##* } " "$FAKE/pending" || true
      else
        told "${all#*--no-deps }"
      fi
      ;;
    up)
      if [[ $all != *--scale* ]]; then
        for app in auth safety profile media chat discovery notification gateway bot web; do
          [ "$(count_of $app)" != 0 ] || create $app
        done
      else
        local app=${all##* } wanted=${all##*=}
        while [ "$(count_of "$app")" -lt "${wanted%% *}" ]; do create "$app"; done
      fi
      ;;
  esac
}

case $1 in
  info) ;;
  compose) shift && compose "$@" ;;
  buildx) [ "$2" != build ] || told "push ${all#*--builder "$4" }" ;;
  pull) touch "$(image_file "${*: -1}")" && told "pull ${*: -1}" ;;
  build) told "build ${all#*-t }" ;;
  # Whoever deploys has built every image; the server has those that were loaded.
  image) [ -z "${ON_SERVER:-}" ] || [ -e "$(image_file "${*: -1}")" ] ;;
  save) shift && printf '%s\n' "$@" ;;
  load) while read -r image; do touch "$(image_file "$image")" && told "load $image"; done ;;
  ps)
    app=${all##*service=}
    grep -ls "^${app%% *} " "$FAKE/containers"/* | sed 's|.*/||' || true
    ;;
  inspect)
    read_container "${*: -1}" 2>/dev/null || exit 1
    case $3 in *Running*) echo "$(runs) false" ;; *RestartCount*) restarts ;; *release*) echo "$release" ;; *Networks*) echo "address-of-${*: -1}" ;; *) echo 0 ;; esac
    ;;
  exec)
    read_container "$2"
    case $all in
      *check-health*) ! stumbles && ! is_crashing && ! grep -qsx "$app $version" "$FAKE/unhealthy" ;;
      *instances*) echo 9 ;;
      *' serves') cat "$FAKE/pages" 2>/dev/null || echo "$release" ;;
      *' use '*) echo "${*: -1}" >"$FAKE/pages" && told "web uses ${*: -1}" ;;
      *' without '*) told "web without ${all##* without }" ;;
    esac
    ;;
  run)
    cat >/dev/null
    version=${all#*kindred-gateway:}
    version=${version%% *}
    told "smoke $version"
    ! grep -qsx "$version" "$FAKE/smoke-fails"
    ;;
  stop) read_container "${*: -1}" && told "stop $app $version" ;;
  rm) rm -f "$FAKE/containers/${*: -1}" ;;
  rmi) rm -f "$(image_file "${*: -1}")" ;;
  logs) echo 'the last words' ;;
esac
