# The service in a container. Debian 12, because its wkhtmltopdf is a package there.
# Set-up and service use the same package lists and the same lock as `make setup`. To pin the base, too, write
# debian:bookworm-slim@sha256:… in both places; a new one then comes by a change here only.

FROM debian:bookworm-slim AS setup
WORKDIR /app
COPY deploy/ deploy/
COPY pyproject.toml uv.lock README.md ./
COPY config/ config/
COPY intake/ intake/
COPY outputs/ outputs/
COPY pipeline/ pipeline/
COPY portal/ portal/
COPY templates/ templates/
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN deploy/setup.sh run \
 && python3 -m compileall -q config intake outputs pipeline portal templates \
 && deploy/image/leave-out.sh deploy/image/left-out.txt \
 && install -d /image/app/deploy && cp -a .venv config intake outputs pipeline portal templates /image/app/ \
 && install -m 755 deploy/nginx-file.sh /image/app/deploy/

FROM debian:bookworm-slim
WORKDIR /app
COPY deploy/debian-packages.txt deploy/image/left-out.txt deploy/image/leave-out.sh /tmp/
RUN apt-get update \
 && sed 's/#.*//' /tmp/debian-packages.txt | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends \
 && /tmp/leave-out.sh /tmp/left-out.txt && rm -rf /tmp/* \
 && find / -xdev -perm /6000 -type f -exec chmod a-s {} + \
 && groupadd --gid 10001 sendora && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin sendora \
 && install -d -o sendora -g sendora /data /backups /config /nginx /tls
COPY --from=setup /image/app /app
COPY --chown=sendora:sendora deploy/sendora.toml config/form.toml config/vocabulary.toml /config/
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SENDORA_DATA=/data SENDORA_HOST=0.0.0.0 \
    XDG_CACHE_HOME=/tmp/cache
USER sendora
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=8)"]
CMD ["sendora", "run"]
