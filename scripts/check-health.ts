const TIMEOUT_MS = 4000;

/** `check-health.ts [path]`, asked inside of a container: 0 when its server answers well, else 1 with the reason. */
async function checkHealth(path = "/api/health/live"): Promise<number> {
  const url = `http://127.0.0.1:${process.env.PORT || 3000}${path}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    process.stdout.write(`${response.status} ${await response.text()}\n`);
    return response.ok ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${url} does not answer: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

process.exitCode = await checkHealth(process.argv[2]);

export {};
