# shellcheck shell=bash
# Without containers: read by deploy/install.sh. Each version lies in a folder of its own under OPT, `current` points to
# the one that runs, so that going back is a matter of one link.

OPT=${SENDORA_OPT:-/opt/sendora}
PORT=${SENDORA_PORT:-8000}
[ "$(id -u)" = 0 ] || stop "Run this as root: it makes a user, folders and units."
command -v systemctl >/dev/null || stop "systemd does not run here. Use the containers: leave --without-containers out."
command -v apt-get >/dev/null || stop "This needs Debian 12. Use the containers: leave --without-containers out."
export DEBIAN_FRONTEND=noninteractive

run_as_service() { # sendora with the service's settings, as the service's user
  ( set -a; . "$SENDORA_HOME/environment"; set +a
    cd / && exec setpriv --reuid sendora --regid sendora --clear-groups "$OPT/current/.venv/bin/sendora" "$@" )
}

healthy() {
  local until=$((SECONDS + PATIENCE))
  while [ $SECONDS -lt $until ]; do
    python3 -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$PORT/health/ready', timeout=8)" 2>/dev/null && return
    sleep 1
  done
  return 1
}

switch_to() { ln -sfn "$1" "$OPT/current.new" && mv -T "$OPT/current.new" "$OPT/current"; }

fill() { sed -e "s|{home}|$SENDORA_HOME|g; s|{opt}|$OPT|g" "$1"; }

# -- folders, settings, secrets -------------------------------------------------------------------------------------

id sendora >/dev/null 2>&1 || useradd --system --home-dir "$SENDORA_HOME/data" --shell /usr/sbin/nologin sendora
make_folders
keep_or_copy config/form.toml "$SENDORA_HOME/config/form.toml"
keep_or_copy config/vocabulary.toml "$SENDORA_HOME/config/vocabulary.toml"
if [ ! -e "$SENDORA_HOME/config/sendora.toml" ]; then
  sed -e "s|\"/config/|\"$SENDORA_HOME/config/|; s|/run/secrets/|$SENDORA_HOME/secrets/|" deploy/sendora.toml \
    >"$SENDORA_HOME/config/sendora.toml"
fi
own_by sendora
if [ ! -e "$SENDORA_HOME/environment" ]; then
  [ -n "$address" ] || stop "The first time, name the address that people will use: --address https://orders.example.com"
  cat >"$SENDORA_HOME/environment" <<END
TZ=Asia/Kuala_Lumpur
SENDORA_CONFIG=$SENDORA_HOME/config/sendora.toml
SENDORA_DATA=$SENDORA_HOME/data
SENDORA_BACKUPS=$SENDORA_HOME/backups
SENDORA_PORT=$PORT
SENDORA_PUBLIC_ADDRESS=$address
SENDORA_ACCESS__TRUSTED_PROXIES='["127.0.0.1"]'
SENDORA_PROXY__UPSTREAM=127.0.0.1:$PORT
SENDORA_PROXY__HTTPS_PORT=$(port_of "$address")
SENDORA_PROXY__CERTIFICATE=$SENDORA_HOME/tls/fullchain.pem
SENDORA_PROXY__KEY=$SENDORA_HOME/tls/privkey.pem
END
elif [ -n "$address" ]; then
  sed -i -e "s|^SENDORA_PUBLIC_ADDRESS=.*|SENDORA_PUBLIC_ADDRESS=$address|" \
    -e "s|^SENDORA_PROXY__HTTPS_PORT=.*|SENDORA_PROXY__HTTPS_PORT=$(port_of "$address")|" "$SENDORA_HOME/environment"
fi
PORT=$(sed -n 's/^SENDORA_PORT=//p' "$SENDORA_HOME/environment")

# -- the new version, or back to the one before ---------------------------------------------------------------------

before=$(readlink -f "$OPT/current" 2>/dev/null || true)
backup=''
if [ -n "$before" ] && systemctl is-active --quiet sendora; then
  told=$(run_as_service backup) || stop "The present version could not be backed up, so nothing was changed. $told"
  backup=$(sed -E 's|^Backed up into .*/([^/:]+):.*|\1|' <<<"$told" | tail -n 1)
  say "$told"
  first_user "$admin" run_as_service
fi
new=$OPT/$(date +%Y%m%d-%H%M%S)
install -d "$new"
cp -a README.md pyproject.toml uv.lock config deploy docs intake outputs pipeline portal templates "$new/"
( cd "$new" && deploy/setup.sh run ) || { rm -rf "$new"; stop "The new version could not be set up, so nothing was changed."; }
chown -R root:root "$new"
for unit in sendora.service sendora-backup.service sendora-backup.timer; do fill "deploy/systemd/$unit" >"$UNITS/$unit"; done
install -D -m 644 deploy/systemd/journald.conf /etc/systemd/journald.conf.d/sendora.conf
switch_to "$new"
# Without a user the service does not start for others. Where a version runs, its own user was made above.
systemctl is-active --quiet sendora || first_user "$admin" run_as_service
systemctl daemon-reload
systemctl enable --quiet sendora.service sendora-backup.timer
systemctl restart sendora.service

if ! healthy; then
  journalctl --unit sendora --lines 40 --no-pager >&2 2>/dev/null || true
  [ -n "$before" ] || { systemctl stop sendora.service; stop "The service did not become healthy and was stopped; its last words stand above."; }
  say "The new version did not become healthy: going back to $before."
  switch_to "$before"
  systemctl restart sendora.service
  if ! healthy && [ -n "$backup" ]; then
    aside=$SENDORA_HOME/data.set-aside-$(date +%Y%m%d-%H%M%S)
    say "It does not run on the new version's tables: restoring the backup $backup. The present data moves to $aside;" \
      "documents that came in since the backup lie there, in inbox and processed."
    systemctl stop sendora.service
    mv "$SENDORA_HOME/data" "$aside"
    make_folders
    own_by sendora
    run_as_service restore --of "$backup"
    systemctl start sendora.service
  fi
  healthy || stop "The version before does not become healthy either: journalctl --unit sendora"
  stop "The new version did not become healthy; the one before runs again. The new one's last words stand above."
fi
systemctl start sendora-backup.timer
# Two versions are kept: the one that runs, and the one to go back to.
find "$OPT" -mindepth 1 -maxdepth 1 -type d ! -path "$new" ! -path "${before:-$new}" -exec rm -rf {} +

# -- nginx in front --------------------------------------------------------------------------------------------------

command -v nginx >/dev/null || apt-get install -y -qq --no-install-recommends nginx-light openssl >/dev/null
rm -f /etc/nginx/sites-enabled/default
( set -a; . "$SENDORA_HOME/environment"; set +a
  PATH=$OPT/current/.venv/bin:$PATH "$new/deploy/nginx-file.sh" /etc/nginx/conf.d "$SENDORA_HOME/tls" )
nginx -t -q || stop "nginx does not take its file; the lines above say why. The service itself runs on port $PORT."
systemctl enable --quiet nginx
systemctl reload-or-restart nginx
first_backup run_as_service
say "Sendora runs at $(sed -n 's/^SENDORA_PUBLIC_ADDRESS=//p' "$SENDORA_HOME/environment")" \
  "  drop documents into   $SENDORA_HOME/data/inbox" \
  "  job orders appear in  $SENDORA_HOME/data/outputs" \
  "  settings              $SENDORA_HOME/config/sendora.toml, then: systemctl restart sendora" \
  "  TLS certificate       $SENDORA_HOME/tls (self-signed until a real one is put there)"
