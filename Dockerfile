# syntax=docker/dockerfile:1
# docs/operations.md says how to run it, and which of this was run.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN NEXT_TELEMETRY_DISABLED=1 npm run build && rm -rf .next/cache && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 SIGHTGLASS_DATA=/data
WORKDIR /app
# The folder's owner is that of a new named volume; one of the host has to belong to 1000:1000.
RUN install -d -o node -g node -m 0700 /data
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
COPY --from=build /app/lib/store/migrations ./lib/store/migrations
COPY --from=build /app/lib/raster/fonts ./lib/raster/fonts
COPY --from=build /app/package.json /app/next.config.mjs /app/LICENSE ./
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# Without npm in between, so that SIGTERM reaches the portal.
CMD ["node", "--enable-source-maps", "dist/server.mjs"]
