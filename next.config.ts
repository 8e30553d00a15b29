import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

const SECURITY_HEADERS = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  // Addresses hold file names and, once, the set-up code: other sites learn nothing of them.
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
];

const config: NextConfig = {
  // Minified, functions called per record become closures made per record: reading a log took about 15 % longer (one run each).
  experimental: { turbopackMinify: { server: false } },
  reactCompiler: true,
  poweredByHeader: false,
  agentRules: false,
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
  // `npm test` and `npm run typecheck` check types; a start must not pay for it twice.
  typescript: { ignoreBuildErrors: process.env.SLUICE_SKIP_TYPECHECK === "1" },
  ...(process.env.SLUICE_DIST_DIR ? { distDir: process.env.SLUICE_DIST_DIR } : {}),
};

/** Each build holds the image's server as well. Only a build: told so when it starts, `next start` would warn. */
export default (phase: string): NextConfig =>
  phase === PHASE_PRODUCTION_BUILD && !process.env.VERCEL ? { ...config, output: "standalone" } : config;
