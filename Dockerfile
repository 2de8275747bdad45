# The service, with its language model, for one volume: docs/operating.md tells how to run it.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
WORKDIR /build
COPY constraints.txt LICENSE README.md pyproject.toml setup.py ./
COPY migrations migrations
COPY quotes quotes
RUN python -m venv /opt/quotes \
    && /opt/quotes/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:${PYTHON}-slim
COPY --from=build /opt/quotes /opt/quotes
# A user of a fixed number, so that the owner of a folder of the host can be set to it.
RUN useradd --uid 10001 --no-create-home --home-dir /data quotes \
    && install --directory --owner quotes --group quotes --mode 700 /data
ENV PATH=/opt/quotes/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    QUOTES_DATABASE=/data/quotes.db \
    QUOTES_HOST=0.0.0.0 \
    QUOTES_PORT=8000
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, sys; from http.client import HTTPConnection as To; to = To('127.0.0.1', os.environ['QUOTES_PORT'], timeout=4); to.request('GET', '/healthz'); sys.exit(to.getresponse().status != 200)"]
ENTRYPOINT ["quotes"]
CMD ["serve"]
