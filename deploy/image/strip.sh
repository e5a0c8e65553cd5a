#!/bin/sh
# Takes the names for debuggers out of the libraries below the folder $1; they run the same without (12 MB). Libraries in
# NAME.libs folders stay as they are: those were patched when their wheel was made, and stripping breaks some of them.
set -eu
apt-get install -y -qq --no-install-recommends binutils >/dev/null
find "$1" -name '*.so*' -type f ! -path '*.libs/*' -exec strip --strip-unneeded {} +
