# The dashboard as a small image without a shell:  docker build -t dashboard . && docker run --read-only -p 7860:7860 dashboard
#
# The base images can be replaced, for a mirror or another distribution: --build-arg RUST_IMAGE=… (the runtime needs
# glibc no older than the builder's). PROFILE=dev builds in a fraction of the time, for trying out the image itself.
ARG RUST_IMAGE=docker.io/library/rust:1.95-slim-bookworm
ARG NODE_IMAGE=docker.io/library/node:22-bookworm-slim
ARG RUNTIME_IMAGE=gcr.io/distroless/cc-debian12

# htmx comes from npm, pinned by the lock file's integrity hash.
FROM ${NODE_IMAGE} AS htmx
WORKDIR /htmx
COPY assets/package.json assets/package-lock.json assets/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM ${RUST_IMAGE} AS builder
ARG PROFILE=release
WORKDIR /src
COPY . .
COPY --from=htmx /htmx/node_modules/htmx.org /htmx.org
# `cargo install` finds the program wherever the build puts it. REQUIRE_ALL: an image without htmx would be a mistake, not
# a choice. Then what the program is made of: its bill of materials and all licences.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    HTMX_JS=/htmx.org/dist/htmx.min.js REQUIRE_ALL=1 \
    cargo install --locked --path crates/app --profile "${PROFILE}" --no-track --root /out \
    && cargo run --locked --package bill --profile "${PROFILE}" -- --htmx /htmx.org --out /out/licences \
    && cp LICENSE-MIT LICENSE-APACHE /out/licences/ \
    && mkdir /out/data

FROM ${RUNTIME_IMAGE}
LABEL org.opencontainers.image.title="Executive dashboard" org.opencontainers.image.licenses="MIT OR Apache-2.0"
# Nobody in particular: the number needs no entry in any user list.
USER 65532:65532
COPY --from=builder /out/licences /usr/share/doc/dashboard
COPY --from=builder /out/bin/dashboard /usr/local/bin/dashboard
COPY --from=builder --chown=65532:65532 /out/data /data
# Reachable from outside the container, hence AUTH has to be said: `none` lets in whoever reaches the port. Put a proxy that
# asks for a password in front of data that is not for everybody.
ENV HOST=0.0.0.0 PORT=7860 DATA_DIR=/data AUTH=none LOG_FORMAT=json
EXPOSE 7860
# The one place that is written to: the rest may be mounted read-only.
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["/usr/local/bin/dashboard", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/dashboard"]
