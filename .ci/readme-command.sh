#!/usr/bin/env bash
# Runs the command that README.md gives for a purpose, so that the README cannot rot: the line `<!-- ci:test -->` precedes its code block.
set -euo pipefail
purpose=$1
shift
command=$(awk -v mark="<!-- ci:$purpose -->" '$0 == mark { found = 1; next } found && /^```/ { if (open) exit; open = 1; next } found && open { print }' README.md)
[ -n "$command" ] || { echo "README.md has no command for $purpose" >&2; exit 1; }
# The install has been done; what is left is the command itself.
command=${command#npm ci && }
echo "\$ $command $*"
bash -c "$command $*"
