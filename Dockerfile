# The service as it runs in production: web processes, the worker and the commands are all this image.

FROM node:22-slim AS assets
WORKDIR /service
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY bin/assets bin/
RUN bin/assets


FROM python:3.11-slim AS packages
COPY requirements/uv.txt requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
 && python -m venv /venv \
 && uv pip sync --no-cache --python /venv/bin/python --require-hashes requirements/base.txt


FROM python:3.11-slim
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home --uid 1000 service
WORKDIR /service
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /service/static/vendor static/vendor
# Gathering the assets needs settings that start, and none of their values.
RUN SECRET_KEY=unused SERVICE_URL=https://unused.example SUPPORT_EMAIL=unused@unused.example \
    NOTIFY_API_KEY=unused NOTIFY_TEMPLATE_ID=unused DATABASE_URL=sqlite://:memory: \
    python manage.py collectstatic --no-input --verbosity 0
USER service
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--worker-tmp-dir=/dev/shm"]
