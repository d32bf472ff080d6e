#!/bin/sh
# Starts nginx in its container. Without a certificate it makes one for this host, which browsers warn of and Telegram refuses;
# nginx asks for the addresses of the gateways once, so it is told to read them again whenever they have changed.
#
# Pages and configuration lie in the volume /pages, a folder for each release, so that a deployment changes them without a new container:
#   start-web install <release>   lays those of this image there
#   start-web use <release>       serves them from now on; what was loaded from the release before is still found
#   start-web serves              the release that is served
#   start-web has <address>...    whether requests go to one of these gateways
#   start-web without <address>...  sends nothing new to these gateways; returns once nothing new goes there
set -eu

image=/usr/share/nginx/kindred
pages=/pages
now=/run/kindred
tls=/etc/nginx/tls
# Older containers of a server may know less than the release whose script this is: it relies on nothing but its own words.
served() { cat "$now/release"; }
image_id() { find "$image" -type f -exec sha256sum {} + | sort | sha256sum | cut -c1-16; }
addresses() { getent ahosts "$1" | awk '{ print $1 }' | sort -u; }

install_pages() {
  new=$pages/$1
  rm -rf "$new.part" && mkdir -p "$new.part"
  cp -R "$image/." "$new.part/"
  cp /etc/nginx/nginx.conf "$0" "$new.part/"
  mv "$new.part/${0##*/}" "$new.part/start-web" 2>/dev/null || true
  (cd "$new.part" && find ./*/assets -type f >assets.own)
  rm -rf "$new" && mv "$new.part" "$new"
}

# Pages that people have open load parts of the release before.
lend_assets() {
  while read -r file; do
    [ -e "$pages/$2/$file" ] || cp "$pages/$1/$file" "$pages/$2/$file"
  done <"$pages/$1/assets.own"
}

# nginx's configuration with the gateways that are there now, but for those that leave.
render() {
  known=$(addresses gateway)
  [ -n "$known" ] || return 1
  touch "$now/leaving"
  # An address that is gone may belong to another gateway later.
  echo "$known" | grep -xFf "$now/leaving" >"$now/leaving.new" || true
  mv "$now/leaving.new" "$now/leaving"
  staying=$(echo "$known" | grep -vxFf "$now/leaving") || staying=$known
  servers=$(echo "$staying" | sed 's/.*:.*/[&]/; s/.*/server &:8080;/' | tr '\n' ' ')
  next=$now/nginx.conf.next
  sed -e "s|server gateway:8080;|$servers|" -e "s|$image|$pages/$(served)|g" "$pages/$(served)/nginx.conf" >"$next"
  # The address of the bot is in no line: nginx looks it up when it reads the file.
  addresses bot | sed 's/^/# /' >>"$next"
  ! cmp -s "$next" "$now/nginx.conf" || return 2
  nginx -q -t -c "$next" || return 3
  mv "$next" "$now/nginx.conf"
}

# Workers that take connections; those that are about to end say so in their names.
workers() {
  for process in /proc/[0-9]*; do
    name=$({ tr '\0' ' ' <"$process/cmdline"; } 2>/dev/null | sed 's/ *$//')
    [ "$name" != 'nginx: worker process' ] || echo "${process#/proc/}"
  done
}

# Returns once workers with the present configuration have taken over; 3 for one that nginx refuses.
refresh() (
  flock 8
  code=0
  render || code=$?
  [ $code != 2 ] || return 0
  [ $code = 0 ] || return $code
  before=$(workers)
  nginx -s reload -c "$now/nginx.conf"
  while workers | grep -qxF "$before"; do sleep 0.2; done
) 8>"$now/lock"

case ${1:-} in
  install) install_pages "$2" && exit ;;
  serves) served && exit ;;
  has)
    shift
    for address in "$@"; do
      ! grep -qF -e "server $address:8080;" -e "server [$address]:8080;" "$now/nginx.conf" || exit 0
    done
    exit 1
    ;;
  without)
    shift
    for address in "$@"; do echo "$address" >>"$now/leaving"; done
    refresh
    exit
    ;;
  use)
    old=$(served)
    [ "$old" = "$2" ] || lend_assets "$old" "$2"
    echo "$2" >"$now/release"
    refresh || { echo "$old" >"$now/release" && exit 1; }
    image_id >"$pages/image" && echo "$2" >"$pages/release"
    for folder in "$pages"/*/; do
      case $folder in "$pages/$2/" | "$pages/$old/") ;; *) rm -rf "$folder" ;; esac
    done
    exit
    ;;
esac

if [ ! -s "$tls/fullchain.pem" ]; then
  echo "start-web: no $tls/fullchain.pem: a certificate signed by nobody is used. Telegram opens the Mini App only with a real one." >&2
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=${PUBLIC_HOST:-localhost}" \
    -keyout "$tls/privkey.pem" -out "$tls/fullchain.pem" 2>/dev/null
fi
mkdir -p "$now" "$pages" && rm -f "$now/nginx.conf" "$now/leaving"
own=${KINDRED_RELEASE:-by-hand}
install_pages "$own"
echo "$own" >"$now/release"
# This image may have been told to serve a later release; another image serves its own.
if [ "$(cat "$pages/image" 2>/dev/null)" = "$(image_id)" ] && [ -d "$pages/$(cat "$pages/release")" ]; then
  cp "$pages/release" "$now/release"
fi
until render; do
  echo "start-web: waiting for the gateway's address" >&2
  sleep 1
done
while sleep 2; do refresh || true; done &
exec nginx -c "$now/nginx.conf" -g 'daemon off;'
