import type { NextConfig } from "next";

const config: NextConfig = {
  reactCompiler: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm test` and `npm run typecheck` check types; a start must not pay for it twice.
  typescript: { ignoreBuildErrors: process.env.SLUICE_SKIP_TYPECHECK === "1" },
  ...(process.env.STANDALONE === "1" ? { output: "standalone" as const } : {}),
};

export default config;
