# The service in a container. Debian 12, because its wkhtmltopdf is a package there; by date here, and by digest when
# deploy/install.sh builds it (deploy/image/bases.txt). Set-up and service use the same package lists and the same lock
# as `make setup`.

FROM debian:bookworm-20261005-slim AS setup
WORKDIR /app
COPY deploy/setup.sh deploy/debian-packages.txt deploy/debian-packages-setup.txt deploy/
COPY deploy/image/ deploy/image/
COPY pyproject.toml uv.lock ./
# The libraries, apart from the code: a new version of Sendora with the same libraries adds a few MB to a server.
RUN UV_NO_INSTALL_PROJECT=1 UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy deploy/setup.sh run \
 && deploy/image/strip.sh .venv \
 && deploy/image/leave-out.sh deploy/image/left-out.txt \
 && install -d /image/libraries /image/app/deploy && cp -a .venv /image/libraries/ && touch /image/libraries-end-here
COPY README.md ./
COPY config/ config/
COPY intake/ intake/
COPY outputs/ outputs/
COPY pipeline/ pipeline/
COPY portal/ portal/
COPY templates/ templates/
COPY deploy/nginx-file.sh deploy/
RUN UV_LINK_MODE=copy deploy/setup.sh run \
 && python3 -m compileall -q config intake outputs pipeline portal templates \
 && find .venv -newer /image/libraries-end-here ! -type d -print0 | tar -c --null --files-from - | tar -x -C /image/app \
 && cp -a config intake outputs pipeline portal templates /image/app/ \
 && install -m 755 deploy/nginx-file.sh /image/app/deploy/

FROM debian:bookworm-20261005-slim AS system
COPY deploy/debian-packages.txt deploy/image/left-out.txt deploy/image/leave-out.sh /tmp/
# What Debian mended since the base's date comes along; what nothing here opens goes, also out of the base.
RUN apt-get update && export DEBIAN_FRONTEND=noninteractive && apt-get upgrade -y \
 && sed 's/#.*//' /tmp/debian-packages.txt | xargs apt-get install -y --no-install-recommends \
 && ln -sf /usr/lib/postgresql/*/bin/pg_dump /usr/lib/postgresql/*/bin/pg_restore /usr/local/bin/ \
 && groupadd --gid 10001 sendora && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin sendora \
 && install -d -o sendora -g sendora /data /backups /config /nginx /tls \
 && find / -xdev -perm /6000 -type f -exec chmod a-s {} + \
 && /tmp/leave-out.sh /tmp/left-out.txt && rm -rf /tmp/*

FROM scratch
COPY --from=system / /
COPY --from=setup /image/libraries/ /app/
COPY --from=setup /image/app/ /app/
COPY --chown=10001:10001 deploy/sendora.toml config/form.toml config/vocabulary.toml /config/
WORKDIR /app
ENV PATH=/app/.venv/bin:/usr/local/bin:/usr/bin:/bin PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SENDORA_DATA=/data \
    SENDORA_HOST=0.0.0.0 XDG_CACHE_HOME=/tmp/cache
USER sendora
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=8)"]
CMD ["sendora", "run"]
