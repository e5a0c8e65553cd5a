#!/bin/sh
# Removes what a list names (`pattern  # why`, one a line), and all documentation but the licences. For the Dockerfile:
# it removes from the very machine that it runs on.
set -eu
sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$1" | while read -r pattern; do
  # shellcheck disable=SC2086 # the pattern is meant to become many names
  rm -rf $pattern
done
find /usr/share/doc -type f ! -name copyright -delete
find /usr/share/doc -depth -type d -empty -delete
