#!/bin/sh
# What the official image does at its start, as far as docker-compose.yml relies on it: a new folder gets a cluster with the
# password of POSTGRES_PASSWORD, and then the scripts of /docker-entrypoint-initdb.d, while nobody outside can reach it.
set -eu
export PATH="/usr/lib/postgresql/15/bin:$PATH" POSTGRES_USER="${POSTGRES_USER:-postgres}"
export PGDATA=/var/lib/postgresql/data
as_postgres() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }

mkdir -p "$PGDATA" /var/run/postgresql
chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
  chmod 644 /tmp/password
  as_postgres initdb -U "$POSTGRES_USER" --pwfile /tmp/password -E UTF8 --locale C.UTF-8 --auth-local trust --auth-host scram-sha-256 >/dev/null
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  as_postgres pg_ctl -w start -o "-c listen_addresses=''" >/dev/null
  for script in /docker-entrypoint-initdb.d/*.sh; do as_postgres sh "$script"; done
  as_postgres pg_ctl -w -m fast stop >/dev/null
fi
[ "$1" = postgres ] && shift
exec setpriv --reuid postgres --regid postgres --init-groups postgres -c listen_addresses='*' "$@"
