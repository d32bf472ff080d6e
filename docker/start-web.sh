#!/bin/sh
# Starts nginx in its container. Without a certificate it makes one for this host, which browsers warn of and Telegram refuses;
# nginx asks for the addresses of the gateways once, so it is told to read them again whenever they have changed.
set -eu

tls=/etc/nginx/tls
if [ ! -s "$tls/fullchain.pem" ]; then
  echo "start-web: no $tls/fullchain.pem: a certificate signed by nobody is used. Telegram opens the Mini App only with a real one." >&2
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=${PUBLIC_HOST:-localhost}" \
    -keyout "$tls/privkey.pem" -out "$tls/fullchain.pem" 2>/dev/null
fi

addresses() { getent ahosts gateway bot | awk '{ print $1 }' | sort -u; }

watch() {
  known=$1
  while sleep 2; do
    now=$(addresses)
    # While none is known nginx keeps those it has.
    if [ -n "$now" ] && [ "$now" != "$known" ]; then
      known=$now
      nginx -s reload || true
    fi
  done
}

until getent hosts gateway >/dev/null; do
  echo "start-web: waiting for the gateway's address" >&2
  sleep 1
done
watch "$(addresses)" &
exec nginx -g 'daemon off;'
