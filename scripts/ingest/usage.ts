import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run ingest -- <file|folder|-> [--deployment D] [--device H] [--time-zone Z] [--format F]
                              [--lane L] [--json]

Sends log files to Sluice and waits until they are read. A folder means every file in it, - means standard input.
  --deployment D   the deployment the files belong to; made when it is new
  --device H       the device they come from; made when it is new
  --time-zone Z    for times that don't say theirs: Europe/Berlin, UTC+01:00
  --format F       pino, bunyan, msi, cmtrace or plain, whatever the content looks like
  --lane L         high, medium or low, whatever the rules say
  --json           one JSON object a file instead of a summary

Sends to the Sluice that runs on this machine, or starts one for the duration.
SLUICE_URL and SLUICE_TOKEN send to another one. Exit code: 0, 1 when a file failed, 2 for wrong use.`;

/** The command was used wrongly: the message, then the usage text, exit code 2. */
export class UsageError extends Error {}

export interface IngestArguments {
  paths: string[];
  deployment: string | null;
  device: string | null;
  timeZone: string | null;
  format: string | null;
  lane: string | null;
  isJson: boolean;
  isHelp: boolean;
}

/** @throws UsageError */
export function readArguments(args: string[]): IngestArguments {
  const { values, positionals } = parse(args);
  const isHelp = values.help ?? false;
  if (positionals.length === 0 && !isHelp) throw new UsageError("Name a file, a folder, or - for standard input.");
  return {
    paths: positionals,
    deployment: nonEmpty("--deployment", values.deployment),
    device: nonEmpty("--device", values.device),
    timeZone: nonEmpty("--time-zone", values["time-zone"]),
    format: nonEmpty("--format", values.format),
    lane: nonEmpty("--lane", values.lane),
    isJson: values.json ?? false,
    isHelp,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        deployment: { type: "string" },
        device: { type: "string" },
        "time-zone": { type: "string" },
        format: { type: "string" },
        lane: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function nonEmpty(option: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  const trimmed = value.trim();
  if (trimmed === "") throw new UsageError(`${option} needs a value.`);
  return trimmed;
}
