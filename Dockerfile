# The program as one image; docker-compose.yml starts it as web, worker, beat and migrate.

# --- the two screen fonts ---------------------------------------------------
FROM node:22-bookworm-slim AS fonts
WORKDIR /fonts
COPY static/package.json static/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

# --- the locked Python packages -----------------------------------------------
FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /venv
COPY requirements.lock /tmp/requirements.lock
RUN /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r /tmp/requirements.lock

# --- the program ----------------------------------------------------------------
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home netralitas \
    && install -d -o netralitas -g netralitas -m 0750 /data /srv/static
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py LICENSE ./
COPY neutrality neutrality
COPY cases cases
COPY sanctions sanctions
COPY templates templates
COPY fixtures fixtures
COPY static static
COPY --from=fonts /fonts/node_modules static/node_modules
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp/cache \
    DATA_DIR=/data \
    STATIC_ROOT=/srv/static \
    STATIC_STORAGE=whitenoise.storage.CompressedManifestStaticFilesStorage
# Compressing takes a minute or more: here, once, and never at a start. The keys below are of the build alone.
RUN python -m neutrality.translations \
    && SECRET_KEY=build FIELD_KEY=build SOURCE_KEY=build RECEIPT_KEY=build DATABASE_AS_OWNER=1 \
       DATABASE_URL=postgres://build@localhost/build python manage.py collectstatic --no-input -v 0
USER netralitas
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "--no-ws", "neutrality.wsgi:application"]
