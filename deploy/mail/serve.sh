#!/bin/sh
# Serves IMAP (Dovecot) and SMTP (smtp.py) from one folder until either of them ends.
#   MAIL_FOLDER    where mails are kept        (/mail)
#   RUN_FOLDER     sockets and the written configuration (/tmp/mail)
#   PASSWORD_FILE  holds the one password that every name logs in with
#   ADDRESS, IMAP_PORT, SMTP_PORT    where to listen (0.0.0.0, 2143, 2525)
set -eu
export MAIL_FOLDER="${MAIL_FOLDER:-/mail}" RUN_FOLDER="${RUN_FOLDER:-/tmp/mail}" ADDRESS="${ADDRESS:-0.0.0.0}"
export IMAP_PORT="${IMAP_PORT:-2143}" SMTP_PORT="${SMTP_PORT:-2525}"
here=$(dirname "$0")
mkdir -p "$RUN_FOLDER/run" "$RUN_FOLDER/state"
umask 077
password=$(cat "$PASSWORD_FILE")
[ ${#password} -ge 16 ] || { echo "PASSWORD_FILE must hold at least 16 characters: openssl rand -hex 16" >&2; exit 1; }
case $password in *[!A-Za-z0-9._~-]*) echo "PASSWORD_FILE may hold letters, digits and ._~- only" >&2; exit 1 ;; esac
sed -e "s|{mail}|$MAIL_FOLDER|g; s|{run}|$RUN_FOLDER|g; s|{address}|$ADDRESS|g; s|{port}|$IMAP_PORT|g" \
    -e "s|{user}|$(id -un)|g; s|{group}|$(id -gn)|g; s|{password}|$password|g" "$here/dovecot.conf" >"$RUN_FOLDER/dovecot.conf"
dovecot -F -c "$RUN_FOLDER/dovecot.conf" &
imap=$!
python3 "$here/smtp.py" &
smtp=$!
trap 'kill $imap $smtp 2>/dev/null || true' EXIT
trap 'exit 0' TERM INT
while kill -0 $imap 2>/dev/null && kill -0 $smtp 2>/dev/null; do sleep 1 & wait $! || true; done
