#!/bin/sh
# Runs once, when PostgreSQL's folder is new: a database and a role of its own for each service, which no other role may enter.
set -eu

make_database() {
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v role="kindred_$1" -v password="$2" <<'SQL'
create role :"role" login password :'password';
create database :"role" owner :"role" template template0 encoding 'UTF8';
revoke all on database :"role" from public;
SQL
}

make_database auth "$AUTH_DATABASE_PASSWORD"
make_database profile "$PROFILE_DATABASE_PASSWORD"
make_database discovery "$DISCOVERY_DATABASE_PASSWORD"
make_database media "$MEDIA_DATABASE_PASSWORD"
make_database chat "$CHAT_DATABASE_PASSWORD"
make_database safety "$SAFETY_DATABASE_PASSWORD"
make_database notification "$NOTIFICATION_DATABASE_PASSWORD"
