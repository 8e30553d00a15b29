import { formatBytes } from "#components/ui/format-bytes.ts";
import type { LaneCondition } from "#lib/model/lane-rule.ts";

/** A part of a condition as it is read: "name like", one of the values. */
export interface ConditionPart {
  words: string;
  values: string[];
  /** What does not count. */
  except: string[];
}

const SOURCES = {
  upload: "browser",
  api: "API",
  cli: "command line",
  bucket: "inbox",
  s3: "S3",
  folder: "folder",
  custom: "extension",
} as const;
const SEVERITIES = { warn: "warning or worse", error: "error or worse", fatal: "fatal" } as const;

/** A condition in words, its parts joined by "and". */
export function conditionParts(condition: LaneCondition, titleOf: (format: string) => string): ConditionPart[] {
  const { content, severity, eventIds, sources } = condition;
  const parts: [string, string[] | undefined, string[]?][] = [
    ["format is", condition.formats?.map((format) => titleOf(format))],
    ["name like", condition.names],
    ["sent by", sources?.map((source) => SOURCES[source])],
    ["deployment like", condition.deployments],
    ["device like", condition.devices],
    ["size is", sizeValue(condition)],
    ["content has", severity && [SEVERITIES[severity]]],
    ["event is", eventIds?.map(String)],
    [
      content?.where === "end" ? "its end has" : "content has",
      content && [...(content.texts ?? []).map((text) => `"${text}"`), ...(content.patterns ?? [])],
      content?.except,
    ],
  ];
  return parts.flatMap(([words, values, except]) => (values?.length ? [{ words, values, except: except ?? [] }] : []));
}

function sizeValue({ minBytes, maxBytes }: LaneCondition): string[] | undefined {
  if (minBytes !== undefined && maxBytes !== undefined) return [`${formatBytes(minBytes)} to ${formatBytes(maxBytes)}`];
  if (minBytes !== undefined) return [`at least ${formatBytes(minBytes)}`];
  return maxBytes === undefined ? undefined : [`at most ${formatBytes(maxBytes)}`];
}
