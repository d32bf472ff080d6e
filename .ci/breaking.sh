#!/usr/bin/env bash
# The contract may grow but not break what .ci/contract.binpb (the last released contract) promised.
# `.ci/breaking.sh --accept` makes the present contract the promised one; do that in a commit that says why.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

if [ "${1:-}" = "--accept" ]; then
  buf build --exclude-source-info -o .ci/contract.binpb
  exit 0
fi

timeout 180 buf breaking --against .ci/contract.binpb
echo "breaking: the contract keeps its promises"

# Proof that the check works: without one RPC it must fail.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r proto buf.yaml "$scratch/"
python3 - "$scratch/proto/kindred/auth/v1/auth_service.proto" 2>/dev/null <<'PY' || sed -i '/rpc VerifyToken/,/^  }$/d' "$scratch/proto/kindred/auth/v1/auth_service.proto"
import re, sys
path = sys.argv[1]
text = open(path).read()
open(path, 'w').write(re.sub(r'  rpc VerifyToken\(.*?\n  \}\n', '', text, flags=re.S))
PY
# 100 is what buf ends with when something breaks; anything else is no finding.
noticed=0
timeout 180 buf breaking "$scratch" --against .ci/contract.binpb >/dev/null 2>&1 || noticed=$?
if [ "$noticed" != 100 ]; then
  echo "breaking: a deleted RPC was not noticed ($noticed)" >&2
  exit 1
fi
echo "breaking: a planted deletion is noticed"
