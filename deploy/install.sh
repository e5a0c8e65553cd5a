#!/usr/bin/env bash
# From an empty Debian server to a running service, and from one version to the next: safe to run again.
#
#   deploy/install.sh --address https://orders.example.com     in containers, behind nginx
#   deploy/install.sh --address … --without-containers         as systemd units, behind Debian's nginx
#   deploy/install.sh                                          the next version, the same way
#
#   --address URL   how people reach the portal; needed the first time only
#   --admin NAME    the first user's name (admin); made once, with a random password that is printed once
#
# Everything that is kept lies under SENDORA_HOME (/srv/sendora): data, config, secrets, backups, tls. What is there
# already is never overwritten. A version that does not become healthy is taken back.
set -euo pipefail
cd "$(dirname "$0")/.."

SENDORA_HOME=${SENDORA_HOME:-/srv/sendora}
PATIENCE=${SENDORA_PATIENCE:-240} # seconds for a version to become healthy
UNITS=${SENDORA_UNITS:-/etc/systemd/system}
SERVICE_UID=10001 # the user of the image

say() { printf '%s\n' "$@" >&2; }
stop() { say "$@"; exit 1; }

address='' admin=admin containers=yes
while [ $# -gt 0 ]; do
  case $1 in
    --address) address=${2:?--address needs a URL}; shift 2 ;;
    --admin) admin=${2:?--admin needs a name}; shift 2 ;;
    --without-containers) containers=no; shift ;;
    *) stop "usage: deploy/install.sh [--address https://…] [--admin NAME] [--without-containers]" ;;
  esac
done
[[ -z $address || $address =~ ^https://[A-Za-z0-9.-]+(:[0-9]+)?$ ]] || stop "--address must look like https://orders.example.com"

# What was chosen the first time holds: the other way would take the folders from the service that runs.
if [ -e "$SENDORA_HOME/environment" ]; then containers=no
elif [ "$containers" = no ] && [ -e .env ]; then
  stop "Sendora runs in containers here (.env says so). Leave --without-containers out, or remove .env to change over."
fi

# shellcheck source=deploy/install-steps.sh
. deploy/install-steps.sh

if [ "$containers" = no ]; then
  # shellcheck source=deploy/systemd/install.sh
  . deploy/systemd/install.sh
  exit
fi

# -- the engine -----------------------------------------------------------------------------------------------------

if ! command -v docker >/dev/null; then
  [ "$(id -u)" = 0 ] || stop "Docker is missing. Run this as root, or install it: apt install docker.io docker-compose"
  say "Installing Docker"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io docker-compose
fi
if docker compose version >/dev/null 2>&1; then program=(docker compose)
elif command -v docker-compose >/dev/null; then program=(docker-compose)
else stop "Docker is here, but not its compose: apt install docker-compose"; fi
compose() { "${program[@]}" "$@"; }
inside() { compose exec -T sendora sendora "$@"; }
before_it_runs() { compose run --rm -T --no-deps sendora sendora "$@"; }

# -- folders, settings, secrets -------------------------------------------------------------------------------------

make_folders "$SERVICE_UID"
keep_or_copy deploy/sendora.toml "$SENDORA_HOME/config/sendora.toml"
keep_or_copy config/form.toml "$SENDORA_HOME/config/form.toml"
keep_or_copy config/vocabulary.toml "$SENDORA_HOME/config/vocabulary.toml"
keep_or_make_secret "$SENDORA_HOME/secrets/trial-mail"
own_by "$SERVICE_UID"

if [ ! -e .env ]; then
  [ -n "$address" ] || stop "The first time, name the address that people will use: --address https://orders.example.com"
  ( umask 077; cat >.env.new <<END
COMPOSE_PROJECT_NAME=sendora
SENDORA_PUBLIC_ADDRESS=$address
PORTAL_HOST=$(host_of "$address")
SENDORA_HTTPS_PORT=$(port_of "$address")
SENDORA_DATA_DIR=$SENDORA_HOME/data
SENDORA_CONFIG_DIR=$SENDORA_HOME/config
SENDORA_SECRETS_DIR=$SENDORA_HOME/secrets
SENDORA_BACKUPS_DIR=$SENDORA_HOME/backups
SENDORA_TLS_DIR=$SENDORA_HOME/tls
TZ=Asia/Kuala_Lumpur
END
  ); mv .env.new .env
elif [ -n "$address" ]; then
  sed -i -e "s|^SENDORA_PUBLIC_ADDRESS=.*|SENDORA_PUBLIC_ADDRESS=$address|" \
    -e "s|^PORTAL_HOST=.*|PORTAL_HOST=$(host_of "$address")|" \
    -e "s|^SENDORA_HTTPS_PORT=.*|SENDORA_HTTPS_PORT=$(port_of "$address")|" .env
fi
compose config --quiet || stop "docker-compose.yml and .env do not fit together; see the lines above."

# -- the new version, or back to the one before ---------------------------------------------------------------------

healthy() { # waits for a container's own health check ($1, or the service); fails when it is unhealthy or takes too long
  local until=$((SECONDS + PATIENCE)) container state
  while [ $SECONDS -lt $until ]; do
    container=$(compose ps -q "${1:-sendora}" 2>/dev/null || true)
    state=$([ -z "$container" ] || docker inspect --format '{{.State.Health.Status}}' "$container" 2>/dev/null || true)
    case $state in healthy) return 0 ;; unhealthy) return 1 ;; esac
    sleep 1
  done
  return 1
}

go_back() { # to the version before: as things are, or else with the data of the backup made for this upgrade
  say "Going back to the version before."
  docker tag sendora:previous sendora:latest
  compose up -d --no-build --force-recreate
  healthy && return 0
  [ -n "$backup" ] || return 1
  local aside
  aside=$SENDORA_HOME/data.set-aside-$(date +%Y%m%d-%H%M%S)
  say "It does not run on the new version's tables: restoring the backup $backup. The present data moves to $aside;" \
    "documents that came in since the backup lie there, in inbox and processed."
  compose stop sendora
  mv "$SENDORA_HOME/data" "$aside"
  make_folders "$SERVICE_UID"
  own_by "$SERVICE_UID"
  compose run --rm -T --no-deps sendora sendora restore /backups --of "$backup"
  compose up -d --no-build
  healthy
}

# The Dockerfile with its base by digest. A base that was loaded by hand, where no registry is reached, is taken as it is.
pin_the_base() {
  local name digest
  install -d build
  cp Dockerfile build/Dockerfile.pinned
  while read -r name digest _; do
    if docker image inspect "$name" >/dev/null 2>&1; then say "The base $name is on this machine already and is taken as it is."
    else sed -i -E "s|^FROM $name( \|$)|FROM $name@$digest\\1|" build/Dockerfile.pinned; fi
  done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' deploy/image/bases.txt)
  export SENDORA_DOCKERFILE=build/Dockerfile.pinned
}

backup='' runs=''
if docker image inspect sendora:latest >/dev/null 2>&1; then
  docker tag sendora:latest sendora:previous
  if [ -n "$(compose ps -q sendora 2>/dev/null || true)" ] && healthy; then
    runs=yes
    first_user "$admin" inside
    told=$(inside backup) || stop "The present version could not be backed up, so nothing was changed. $told"
    backup=$(sed -E 's|^Backed up into /backups/([^:]+):.*|\1|' <<<"$told" | tail -n 1)
    say "$told"
  fi
fi
pin_the_base
compose build sendora
# Without a user the service does not start for others. The new version may change the tables, so this is for the first
# time only: where a version runs, its own user was made above.
[ -n "$runs" ] || first_user "$admin" before_it_runs
# A failed health check ends this command, too: what became of it is asked below.
compose up -d --remove-orphans || true
if ! healthy; then
  compose logs --tail 40 sendora >&2 || true
  if docker image inspect sendora:previous >/dev/null 2>&1; then
    go_back || stop "The version before does not become healthy either. Its log: docker logs sendora_sendora_1" \
      "The last backup is in $SENDORA_HOME/backups; docs/operate.md says how to restore it."
    stop "The new version did not become healthy; the one before runs again. The new one's last words stand above."
  fi
  compose stop
  stop "The service did not become healthy and was stopped. Its last words stand above; mend that and run this again."
fi

if ! grep -q '^TRAEFIK_ENABLE=true' .env && ! healthy nginx; then
  compose logs --tail 20 nginx-file nginx >&2 || true
  stop "The service runs, but nginx in front of it does not; its last words stand above. Mend that and run this again."
fi
# Its file may have changed with the settings; who is connected stays connected.
grep -q '^TRAEFIK_ENABLE=true' .env || compose exec -T nginx nginx -s reload
docker image prune --force --filter until=24h >/dev/null # what older builds left

# -- the daily backup, the address ----------------------------------------------------------------------------------

first_backup inside
daily_backup "cd '$PWD' && ${program[*]} exec -T sendora sendora backup"
say "Sendora runs at $(sed -n 's/^SENDORA_PUBLIC_ADDRESS=//p' .env)" \
  "  drop documents into   $SENDORA_HOME/data/inbox" \
  "  job orders appear in  $SENDORA_HOME/data/outputs" \
  "  settings              $SENDORA_HOME/config/sendora.toml, then: deploy/install.sh" \
  "  TLS certificate       $SENDORA_HOME/tls (self-signed until a real one is put there)"
