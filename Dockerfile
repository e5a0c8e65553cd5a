# The service in a container. Debian 12, because its wkhtmltopdf is a package there.
# Set-up and service use the same package lists and the same lock as `make setup`.

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
RUN deploy/setup.sh run && rm -rf build

FROM debian:bookworm-slim
WORKDIR /app
COPY deploy/debian-packages.txt deploy/
RUN apt-get update \
 && sed 's/#.*//' deploy/debian-packages.txt | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin sendora \
 && install -d -o sendora -g sendora /data
COPY --from=setup /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER sendora
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=8)"]
CMD ["sendora", "run", "--data", "/data", "--host", "0.0.0.0", "--port", "8000"]
