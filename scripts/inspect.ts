import { AppError } from "#lib/errors.ts";
import { InvalidEnvironmentError } from "#lib/platform/env.ts";
import { UsageError } from "./ingest/usage.ts";
import { inspectPath } from "./inspect/inspect-file.ts";
import { loadProcessors } from "./inspect/load-processors.ts";
import { readFormatFile } from "./inspect/read-format-file.ts";
import { reportJson, reportText } from "./inspect/report.ts";
import { INSPECT_USAGE, readInspectArguments } from "./inspect/usage.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

/** Reads files without any database and says what is in them. Returns the exit code. */
async function main(): Promise<number> {
  assertNodeVersion();
  const options = readInspectArguments(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(`${INSPECT_USAGE}\n`);
    return 0;
  }
  const own = options.formatFile === null ? null : readFormatFile(options.formatFile);
  const processors = await loadProcessors(process.env);
  let exitCode = 0;
  for (const path of options.paths) {
    try {
      for await (const inspected of inspectPath(path, { own, processors })) {
        const { problem } = inspected;
        const file = "report" in inspected ? inspected.report.file : inspected.file;
        if ("report" in inspected) {
          process.stdout.write(options.isJson ? reportJson(inspected.report) : reportText(inspected.report, problem));
        }
        if (problem === null) continue;
        exitCode = 1;
        process.stderr.write(`${file}: ${problem}\n`);
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      exitCode = 1;
      process.stderr.write(`${error.message.includes(path) ? "" : `${path}: `}${error.message}\n`);
    }
  }
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof InvalidEnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof UsageError ? `\n${INSPECT_USAGE}\n` : ""}`);
  process.exitCode = 2;
}
