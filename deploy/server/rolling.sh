# shellcheck shell=bash disable=SC2154 # main.sh gives what is used here: the release, its version and where it is
# How one app after the other comes from one release to another without refusing anybody. Sourced by main.sh.

# Auth tells the others who stands behind an account, services come before the gateways that call what is new in them.
services='auth safety profile media chat discovery notification'

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }

# New instances beside the old ones, until they are healthy and known; then the old ones drain and go.
roll() {
  local app=$1 old new before count tries=0
  before=$(of_release "$app" not "$release")
  count=$(wc -w <<<"${before:-$(containers "$app")}")
  [ "$count" -gt 0 ] || count=1
  remove_failing "$app"
  old=$(of_release "$app" not "$release")
  new=$(of_release "$app" 'is' "$release")
  if [ -z "$old" ] && [ "$(wc -w <<<"$new")" -ge "$count" ]; then
    say "$app: runs already"
  else
    say "$app: starting beside what runs"
    while [ "$(wc -w <<<"$new")" -lt "$count" ]; do
      [ $((tries += 1)) -le 3 ] || { say "$app: does not start" && return 1; }
      compose up -d --no-deps --no-recreate --scale "$app=$(($(containers "$app" | wc -l) + count - $(wc -w <<<"$new")))" "$app" ||
        { say "$app: the engine refused" && remove_failing "$app"; }
      new=$(of_release "$app" 'is' "$release")
    done
  fi
  for container in $new; do
    wait_healthy "$app" "$container" && continue
    # shellcheck disable=SC2086 # ids, one word each
    [ -z "$before" ] || remove $new
    return 1
  done
  [ -n "$old" ] || return 0
  if [ "$app" = gateway ]; then
    hand_over "$old" "$new" || return 1
  else
    wait_known "$app" $(($(wc -w <<<"$old") + $(wc -w <<<"$new"))) || return 1
  fi
  say "$app: draining the old one"
  # shellcheck disable=SC2086
  remove $old
  number_anew "$app"
}

# What ended, or ends again and again, serves nobody; it would look like an old one that does.
remove_failing() {
  local container
  for container in $(containers "$1"); do
    serves_nobody "$container" || continue
    say "$1: taking away $container, which does not stay up"
    remove "$container"
  done
}

# serves_nobody <container>: it does not run, or has ended often and does so once more while it is looked at.
serves_nobody() {
  local restarts until=$((SECONDS + 10))
  is_running "$1" || return 0
  restarts=$(restarts_of "$1")
  [ "$restarts" -ge 3 ] || return 1
  until is_healthy "$1"; do
    is_running "$1" || return 0
    [ "$(restarts_of "$1")" = "$restarts" ] || return 0
    [ $SECONDS -lt $until ] || return 1
    sleep 1
  done
  return 1
}

wait_healthy() {
  local until=$((SECONDS + patience))
  until is_healthy "$2"; do
    if [ $SECONDS -ge $until ] || [ "$(restarts_of "$2")" -ge 3 ]; then
      say "$1: not healthy. Its last words:"
      engine logs --tail 15 "$2" 2>&1 | cut -c1-300 || true
      return 1
    fi
    sleep 1
  done
  say "$1: healthy"
}

# Until a gateway sees so many instances serve. The other services look names up every two seconds too, each at its own time.
wait_known() {
  local until=$((SECONDS + patience)) seen
  until seen=$(ask gateway "const known = await (await fetch('http://127.0.0.1:9080/instances')).json()
    console.log(known['$1'].instances.filter(({ state }) => state === 'serving').length)") && [ "$seen" -ge "$2" ]; do
    [ $SECONDS -lt $until ] || { say "$1: no gateway finds the new instance" && return 1; }
    sleep 1
  done
  sleep "$settle"
}

# The web server sends everything new to the new gateways before the old ones are told to stop.
hand_over() {
  local web until=$((SECONDS + patience)) old='' new=''
  web=$(of_any_running web) || return 0
  for container in $1; do old+=" $(addresses_of "$container")"; done
  for container in $2; do new+=" $(addresses_of "$container")"; done
  # shellcheck disable=SC2086
  until engine exec "$web" sh /usr/local/bin/start-web has $new; do
    [ $SECONDS -lt $until ] || { say 'gateway: the web server does not find the new one' && return 1; }
    sleep 1
  done
  # shellcheck disable=SC2086
  engine exec "$web" sh /usr/local/bin/start-web without $old
}

# Telegram gives a bot's updates to one process at a time, and keeps them meanwhile: the old one goes first.
replace_bot() {
  local old
  old=$(of_release bot not "$release")
  # shellcheck disable=SC2086
  remove $old
  number_anew bot
  roll bot
}

# Only one container can have the ports: a running web server takes the pages and the configuration of the new image by a volume.
replace_web() {
  local web
  web=$(of_any_running web) || { compose up -d --no-deps web && return; }
  [ "$(engine exec "$web" sh /usr/local/bin/start-web serves)" != "$release" ] || { say 'web: runs already' && return 0; }
  compose run --rm -T --no-deps web install "$release" || return 1
  engine exec "$web" sh "/pages/$release/start-web" use "$release" || return 1
  say 'web: serves the new pages'
}

# Stops what the old instances of a service cannot go on with, for as long as the migration takes.
migrate_all() {
  local app pending behind='' breaking=''
  for app in $services; do
    pending=$(compose run --rm -T --no-deps "$app" pending | sed "/^{/d") || { say "$app: its database does not answer" && return 1; }
    [ -z "$pending" ] || { say "$pending" && behind+=" $app"; }
    ! grep -q ' breaks: ' <<<"$pending" || breaking+=" $app"
  done
  if [ -n "$breaking" ] && [ -z "$pause" ]; then
    say "old instances of$breaking cannot work with these migrations: deploy with --pause, and they stop meanwhile. Nothing was changed."
    return 1
  fi
  for app in $breaking; do
    echo "$version" >"$state/no-way-back"
    # shellcheck disable=SC2046
    remove $(containers "$app")
  done
  for app in $behind; do
    compose run --rm -T --no-deps "$app" migrate || { say "$app: the migration failed" && return 1; }
  done
}

roll_all() {
  local app
  for app in $services gateway; do roll "$app" || return 1; done
  replace_bot && replace_web
}

# A sign-in, a read and a socket, from this server's published port on.
smoke() {
  local door
  door="https://127.0.0.1:$(setting HTTPS_PORT 443)"
  BOT_TOKEN=$(setting BOT_TOKEN) engine run --rm -i --network host --read-only --cap-drop ALL -e BOT_TOKEN -e "DOOR=$door" \
    -e NODE_TLS_REJECT_UNAUTHORIZED=0 -e NODE_NO_WARNINGS=1 --entrypoint /nodejs/bin/node "${images}kindred-gateway:$version" \
    --input-type=module - <"$state/../deploy/server/smoke.mjs"
}
