import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { UsageError } from "../ingest/usage.ts";

export const INSPECT_USAGE = `Usage: npm run inspect -- [--json] [--format-file <definition.json>] <files...>

Reads log files, without any database, and prints what is in them. Folders are not walked: name their files.
Members of an archive (zip, tar, tar.gz, tar.zst, tar.bz2, tar.xz) are files of their own: bundle.zip!/logs/setup.log.
  --format-file <definition.json>
           tries a format of your own on the files (docs/formats.md says how one is written): they are read with it,
           whatever they look like
  --json   one JSON object a file: file, format, confidence, container, encoding, bytes (decompressed), records,
           rejects (pieces kept because they could not be parsed), first, last, tz, severity, outcomes

Processors of the extensions that SLUICE_EXTENSIONS names (docs/extending.md) go over the records, those of single
organisations excepted.

Exit code: 0, 1 when a file could not be read to its end, 2 for wrong use.`;

export interface InspectArguments {
  paths: string[];
  /** Path of a format definition to read all of them with; null = by content. */
  formatFile: string | null;
  isJson: boolean;
  isHelp: boolean;
}

/** @throws UsageError */
export function readInspectArguments(args: string[]): InspectArguments {
  const { values, positionals: paths } = parse(args);
  const isHelp = values.help ?? false;
  if (paths.length === 0 && !isHelp) throw new UsageError("Name at least one file.");
  const folder = paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (folder !== undefined) throw new UsageError(`${folder} is a folder. Name the files in it.`);
  return { paths, formatFile: values["format-file"] ?? null, isJson: values.json ?? false, isHelp };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean" }, "format-file": { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
