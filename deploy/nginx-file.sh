#!/bin/sh
# Writes nginx's configuration into the folder $1 from the service's own settings, and a self-signed certificate into the
# folder $2 while there is none. Runs inside the image, once before nginx starts; safe to run again.
set -eu
conf=$1 tls=$2
if [ ! -s "$tls/fullchain.pem" ] || [ ! -s "$tls/privkey.pem" ]; then
  host=$(printf '%s' "${SENDORA_PUBLIC_ADDRESS:-https://localhost}" | sed -E 's|^[a-z]+://||; s|[:/].*$||')
  umask 077
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$host" \
    -keyout "$tls/privkey.new" -out "$tls/fullchain.new" 2>/dev/null
  mv "$tls/privkey.new" "$tls/privkey.pem"
  mv "$tls/fullchain.new" "$tls/fullchain.pem"
  echo "There was no certificate in $tls; it has a self-signed one for $host now. Put a real one in its place."
fi
umask 022
sendora nginx --out "$conf/sendora.conf.new"
mv "$conf/sendora.conf.new" "$conf/sendora.conf"
