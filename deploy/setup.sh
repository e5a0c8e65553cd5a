#!/usr/bin/env bash
# Installs what is missing, and nothing twice: Debian packages from the lists beside this file, uv, and the locked
# Python environment in .venv.
#   deploy/setup.sh run     what the service needs
#   deploy/setup.sh test    that, and what the tests need
# Safe to run again; with everything in place it takes less than a second.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9            # put into build/uv when no uv on the PATH is at least UV_OLDEST
UV_OLDEST=0.9.0              # older ones do not read this uv.lock
PYTHON_OLDEST=3.11
DEBIAN_PYTHON=/usr/bin/python3 # before another on the PATH: it is built by its profile, and a tenth quicker at pages
export UV_PYTHON_DOWNLOADS=never # the machine's own Python: what runs is what the system updates

say() { printf '%s\n' "$@" >&2; }
stop() { say "$@"; exit 1; }

# The names in package lists: comments and blank lines left out.
names() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' -e 's/[[:space:]]*$//' "$@"; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
  local name
  for name in $(names "$@"); do installed "$name" || printf '%s\n' "$name"; done
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0)
  "${apt[@]}" update -qq || say "The package lists could not all be refreshed; trying with what is there."
  "${apt[@]}" install -y -qq --no-install-recommends "$@" >/dev/null || stop \
    "Debian could not install: $*" \
    "Look at the lines above; with a working package source, run the same command again."
}

debian_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ]; then
    say "Installing Debian packages: ${missing[*]}"
    apt_install "${missing[@]}"
  else
    stop "These Debian packages are missing. Run this line, then the same command again:" \
      "  sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
}

# Another system: the packages have other names there, so only the programs are looked for.
other_system() {
  local program absent=()
  for program in python3 wkhtmltopdf "$@"; do command -v "$program" >/dev/null || absent+=("$program"); done
  [ ${#absent[@]} -gt 0 ] || return 0
  say "This is not Debian, so nothing of the system is installed for you. Not found: ${absent[*]}." \
    "Install them with the system's own package manager (wkhtmltopdf is version 0.12.6), and what these do:"
  grep -hv '^#' "${lists[@]}" >&2
  stop "Then run the same command again; .venv/bin/sendora check says what is still missing, fonts for example."
}

new_enough() {
  "$1" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$PYTHON_OLDEST'.split('.'))))"
}

# True when version $1 is at least $2.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# Prints the uv to use: ours, or the PATH's when it is new enough; installs ours otherwise.
find_uv() {
  local own=build/uv/bin/uv
  if [ -x "$own" ]; then printf '%s' "$own"; return; fi
  if command -v uv >/dev/null && at_least "$(uv --version 2>/dev/null | cut -d' ' -f2)" "$UV_OLDEST"; then
    printf uv
    return
  fi
  say "Installing uv $UV_VERSION into build/uv"
  python3 -m venv build/uv || stop "python3 could not make an environment: install its venv module, then run this again."
  build/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" || stop \
    "uv could not be downloaded. With a connection to the Python package index, run the same command again."
  printf '%s' "$own"
}

case "${1:-}" in
  run) lists=(deploy/debian-packages{-setup,}.txt) groups=(--no-dev) programs=() ;;
  test) lists=(deploy/debian-packages{-setup,,-test}.txt) groups=() programs=(chromium) ;;
  *) stop "usage: deploy/setup.sh run|test" ;;
esac

debian=$(command -v dpkg-query && command -v apt-get || true)
if [ -n "$debian" ]; then
  debian_packages "${lists[@]}"
else
  other_system "${programs[@]}"
fi
# Debian's own first. Whoever names another in UV_PYTHON gets that, and uv says where it is too old.
python=python3
[ -z "$debian" ] || ! new_enough "$DEBIAN_PYTHON" || python=$DEBIAN_PYTHON
[ -n "${UV_PYTHON:-}" ] || new_enough "$python" || stop \
  "python3 is $(python3 -V); Sendora needs $PYTHON_OLDEST or newer. Install it and put it first on the PATH."
uv=$(find_uv)
# --inexact: setting up for a run leaves the tools of an earlier test set-up in place.
quiet=(--quiet)
[ -d .venv ] || { say "Preparing the Python environment in .venv (a few minutes the first time)"; quiet=(); }
"$uv" sync --locked --inexact --python "${UV_PYTHON:-$python}" "${groups[@]}" "${quiet[@]}"
