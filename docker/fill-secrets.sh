#!/bin/sh
# Gives every empty setting of .env whose name ends in _SECRET or _PASSWORD a value that nobody can guess. What has a value keeps it.
set -eu

file=${1:-.env}
[ -f "$file" ] || { echo "$file is not there: cp .env.example $file" >&2; exit 1; }
umask 077
new=$(mktemp "$file.XXXXXX")
trap 'rm -f "$new"' EXIT
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    *_SECRET= | *_PASSWORD=) printf '%s%s\n' "$line" "$(od -An -vtx1 -N32 /dev/urandom | tr -d ' \n')" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$file" >"$new"
mv "$new" "$file"
trap - EXIT
