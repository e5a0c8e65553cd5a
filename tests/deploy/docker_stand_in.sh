#!/bin/sh
# In place of docker: writes down every call and behaves like an engine with one image and one container. Its state are
# files in $STAND_IN: images by tag, `sick` lists those that never become healthy (`sickens` those that do not from the
# next start on), `running` is the image that runs.
cd "$STAND_IN" || exit 1
echo "$*" >>calls
case "$*" in
"compose exec -T nginx nginx -s reload" | "image prune "* | "compose version" | "compose config --quiet" | "compose logs"* | "compose stop"*) ;;
"image inspect sendora:"*) [ -e "image-${3#sendora:}" ] ;;
"tag "*) cp "image-${2#sendora:}" "image-${3#sendora:}" ;;
"compose build sendora") cp "$(cat next)" image-latest ;;
"compose up"*)
  cp image-latest running
  [ ! -e sickens ] || mv sickens sick ;;
"compose ps -q sendora") [ ! -e running ] || echo container ;;
"compose ps -q nginx") echo proxy ;;
"inspect --format {{.State.Health.Status}} proxy") if [ -e no-proxy ]; then echo unhealthy; else echo healthy; fi ;;
"inspect --format {{.State.Health.Status}} container")
  if grep -qxf running sick 2>/dev/null; then echo unhealthy; else echo healthy; fi ;;
"compose exec -T sendora sendora backup") echo "Backed up into /backups/2026-11-27T02-30-00Z: 3 jobs, 9 files." ;;
"image inspect debian:"*) grep -qxF "$3" bases 2>/dev/null ;;
"compose exec -T sendora sendora user list" | "compose run --rm -T --no-deps sendora sendora user list") cat users 2>/dev/null || true ;;
"compose exec -T sendora sendora user add "*) echo "$7" >>users; cat >password ;;
"compose run --rm -T --no-deps sendora sendora user add "*) echo "$9" >>users; cat >password ;;
"compose run --rm -T --no-deps sendora sendora restore "*) [ ! -e heals ] || : >sick ;;
*) echo "the stand-in does not know: docker $*" >&2; exit 64 ;;
esac
