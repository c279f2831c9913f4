# The dashboard as a small image without a shell:  docker build -t dashboard . && docker run -p 7860:7860 dashboard
#
# The base images can be replaced, for a mirror or another distribution: --build-arg RUST_IMAGE=… (the runtime needs
# glibc no older than the builder's).
ARG RUST_IMAGE=docker.io/library/rust:1.95-slim-bookworm
ARG NODE_IMAGE=docker.io/library/node:22-bookworm-slim
ARG RUNTIME_IMAGE=gcr.io/distroless/cc-debian12

# htmx comes from npm, pinned by the lock file's integrity hash.
FROM ${NODE_IMAGE} AS htmx
WORKDIR /htmx
COPY assets/package.json assets/package-lock.json assets/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM ${RUST_IMAGE} AS builder
WORKDIR /src
COPY . .
COPY --from=htmx /htmx/node_modules/htmx.org/dist/htmx.min.js /htmx.min.js
# REQUIRE_ALL: an image without htmx would be a mistake, not a choice.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    HTMX_JS=/htmx.min.js REQUIRE_ALL=1 cargo build --release --locked --package app --bin dashboard \
    && cp target/release/dashboard /dashboard \
    && mkdir /data

FROM ${RUNTIME_IMAGE}
# Nobody in particular: the number needs no entry in any user list.
USER 65532:65532
COPY --from=builder /dashboard /usr/local/bin/dashboard
COPY --from=builder --chown=65532:65532 /data /data
# Reachable from outside the container, hence AUTH has to be said: `none` lets in whoever reaches the port. Put a proxy that
# asks for a password in front of data that is not for everybody.
ENV HOST=0.0.0.0 PORT=7860 DATA_DIR=/data AUTH=none LOG_FORMAT=json
EXPOSE 7860
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["/usr/local/bin/dashboard", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/dashboard"]
