# Sluice's server, and the ingestor with another command: docker run … sluice node scripts/ingestor.ts --once
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
# Types are what `npm test` checks.
ENV SLUICE_SKIP_TYPECHECK=1
COPY package.json package-lock.json ./
RUN npm install --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# What is optional is for building and for one machine without containers: compilers, Node itself, Postgres.
FROM base AS modules
COPY package.json package-lock.json ./
RUN npm install --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM base AS run
ENV NODE_ENV=production PORT=3000
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/lib ./lib
COPY --from=build /app/inngest ./inngest
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/supabase ./supabase
COPY --from=build /app/.next/standalone/server.js ./
COPY --from=build /app/.next/standalone/.next ./.next
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/check-health.ts"]
CMD ["node", "scripts/serve.ts"]
