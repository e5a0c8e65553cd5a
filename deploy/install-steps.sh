# shellcheck shell=bash
# The steps that both ways of installing share; deploy/install.sh reads it.

host_of() { sed -E 's|^https://||; s|:[0-9]+$||' <<<"$1"; }
port_of() { local port; port=$(sed -nE 's|^https://[^:]+:([0-9]+)$|\1|p' <<<"$1"); echo "${port:-443}"; }
random() { openssl rand -hex 24; }

# Folders for all that is kept; secrets and backups are for the service alone.
make_folders() {
  install -d -m 755 "$SENDORA_HOME"
  install -d -m 750 "$SENDORA_HOME/data" "$SENDORA_HOME/config"
  install -d -m 700 "$SENDORA_HOME/secrets" "$SENDORA_HOME/backups" "$SENDORA_HOME/tls"
}

# Gives them to the service's user, when we may.
own_by() {
  [ "$(id -u)" = 0 ] || return 0
  chown -R "$1:$1" "$SENDORA_HOME/config" "$SENDORA_HOME/secrets" "$SENDORA_HOME/tls"
  chown "$1:$1" "$SENDORA_HOME/data" "$SENDORA_HOME/backups"
}

keep_or_copy() { [ -e "$2" ] || install -m 644 "$1" "$2"; }
keep_or_make_secret() { [ -s "$1" ] || ( umask 077; random >"$1.new"; mv "$1.new" "$1" ); }

# The first user, with a random password that is shown once: $1 name, $2… how to run sendora.
first_user() {
  local name=$1 password; shift
  if [ -n "$("$@" user list)" ]; then return 0; fi
  password=$(random)
  printf '%s' "$password" | "$@" user add "$name" --role admin --password-file - >&2
  say "The first user is $name with the password $password" "It is shown only now; change it after signing in."
}

# The first backup, so that the health page has one to show: how to run sendora.
first_backup() { [ -n "$(ls -A "$SENDORA_HOME/backups")" ] || "$@" backup >&2; }

# A backup every night at 02:30, by systemd where it runs, by cron elsewhere: $1 is the command.
daily_backup() {
  if [ -d "$UNITS" ] && command -v systemctl >/dev/null; then
    printf '[Unit]\nDescription=Backup of Sendora\n\n[Service]\nType=oneshot\nNice=10\nExecStart=/bin/sh -c "%s"\n' "$1" \
      >"$UNITS/sendora-backup.service"
    printf '[Unit]\nDescription=Daily backup of Sendora\n\n[Timer]\nOnCalendar=*-*-* 02:30\nRandomizedDelaySec=10min\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n' \
      >"$UNITS/sendora-backup.timer"
    systemctl daemon-reload
    systemctl enable --now --quiet sendora-backup.timer
  elif [ -d /etc/cron.d ] && [ -w /etc/cron.d ]; then
    printf '30 2 * * * root %s >/dev/null\n' "$1" >/etc/cron.d/sendora-backup
  else
    say "Neither systemd nor cron is here: run this every night by yourself: $1"
  fi
}
