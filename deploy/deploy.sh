#!/usr/bin/env bash
# Brings a version of Kindred to a server by SSH: bash deploy/deploy.sh user@server --version 1.4.0. See docs/deployment.md.
# What happens on the server is written in deploy/server; it goes on there when this connection breaks, and the same command follows it again.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=deploy/images.sh
. deploy/images.sh

usage() {
  cat <<'TEXT'
bash deploy/deploy.sh user@server --version 1.4.0   brings the version of this checkout to the server, one app after the other
bash deploy/deploy.sh user@server --rollback        takes the version before again
bash deploy/deploy.sh user@server --status          says what runs there

  --folder kindred          Kindred's folder on the server, below the home of the user
  --registry ghcr.io/you/   the server pulls the images from there; without it they are sent from this machine
  --pause                   allows migrations that instances of the old version cannot work with: their service stops meanwhile
  --known-hosts file        the keys of the server; ~/.ssh/known_hosts otherwise. A server that is not in it is refused
  --key file, --port 22     of the SSH connection
TEXT
}
refuse() {
  echo "deploy: $*" >&2
  exit 2
}

target='' version='' folder=kindred registry='' act=roll pause='' port=22 key='' known_hosts=''
while [ $# -gt 0 ]; do
  case $1 in
    --version | --folder | --registry | --known-hosts | --key | --port)
      [ -n "${2:-}" ] || refuse "$1 wants a value."
      option=${1#--} && printf -v "${option/-/_}" %s "$2" && shift
      ;;
    --rollback | --status) act=${1#--} ;;
    --pause) pause=--pause ;;
    --help) usage && exit 0 ;;
    -*) refuse "there is no option $1: bash deploy/deploy.sh --help" ;;
    *)
      [ -z "$target" ] || refuse "one server at a time: $target or $1?"
      target=$1
      ;;
  esac
  shift
done
[ -n "$target" ] || { usage >&2 && refuse 'which server?'; }
[[ $target != -* && $target != *[[:space:]]* ]] || refuse "$target is no server: give user@server."
[ "$act" != roll ] || is_tag "$version" ||
  refuse "--version has to be a tag of images, as 1.4.0; it is '$version'."
[ "$act" = roll ] || [ -z "$version" ] || refuse "--$act goes by what the server knows: leave --version out."
[[ $folder =~ ^[A-Za-z0-9_./-]+$ ]] || refuse "--folder may have letters, digits, dots, dashes and slashes: '$folder'."
[[ -z $registry || $registry =~ ^[a-z0-9][a-z0-9._:/-]*/$ ]] || refuse "--registry ends with a slash, as ghcr.io/you/: '$registry'."
[ -z "$key" ] || [ -r "$key" ] || refuse "there is no key $key."
[ -z "$known_hosts" ] || [ -r "$known_hosts" ] || refuse "there is no file $known_hosts."

options=(-p "$port" -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15 -o ServerAliveInterval=15)
[ -z "$key" ] || options+=(-i "$key" -o IdentitiesOnly=yes)
[ -z "$known_hosts" ] || options+=(-o "UserKnownHostsFile=$known_hosts")
# shellcheck disable=SC2029 # what is named here is checked above
on_server() { ssh "${options[@]}" "$target" "$@"; }

# What the server needs beside the images. It is laid into a folder of its own first: another deployment may run.
incoming="$folder/incoming/$(date +%s)-$$"
send_files() {
  tar -czf - docker-compose.yml docker/compose.tls.yml docker/fill-secrets.sh docker/postgres docker/observability .env.example deploy |
    on_server "mkdir -p '$incoming' && tar -xzf - -C '$incoming'"
}
server() { on_server "bash '$incoming/deploy/server/main.sh' $* --folder '$folder' --incoming '$incoming'"; }

send_images() {
  local missing
  missing=$(server missing --version "$version")
  [ -n "$missing" ] || return 0
  choose_own_engine
  local archive=(save)
  [ "$engine" != podman ] || archive+=(--format docker-archive --multi-image-archive -q)
  for image in $missing; do
    "$engine" image inspect "$image" >/dev/null 2>&1 ||
      refuse "this machine has no image $image: bash deploy/build-images.sh $version, or --registry."
  done
  echo "deploy: sending $(wc -w <<<"$missing") images"
  # shellcheck disable=SC2086 # names of images, one word each
  "$engine" "${archive[@]}" $missing | gzip -1 | server load
}

# Follows what the server does until it has ended; a connection that breaks is opened again.
follow() {
  local run=$1 seen=0 code text tries=0
  text=$(mktemp)
  while [ $tries -lt 60 ]; do
    code=0
    server follow "$run" "$seen" 2>&1 | tee "$text" || code=$?
    [ "$code" = 255 ] || { rm -f "$text" && return "$code"; }
    seen=$((seen + $(wc -l <"$text")))
    tries=$((tries + 1))
    echo "deploy: the connection broke, the server goes on; asking again" >&2
    sleep 5
  done
  refuse "no connection for long. The server went on by itself: bash deploy/deploy.sh $target --status"
}

on_server true || refuse "no way in to $target. Its key has to be in ${known_hosts:-~/.ssh/known_hosts} (ssh-keyscan, then compare), and yours on the server."
send_files
case $act in
  status) server status && exit 0 ;;
  roll)
    server check --version "$version" --registry "'$registry'"
    if [ -n "$registry" ]; then server pull --version "$version" --registry "$registry"; else send_images; fi
    run=$(server start roll --version "$version" --registry "'$registry'" $pause)
    ;;
  rollback) run=$(server start rollback) ;;
esac
code=0
follow "$run" || code=$?
on_server "rm -rf '$incoming'" || true
exit $code
