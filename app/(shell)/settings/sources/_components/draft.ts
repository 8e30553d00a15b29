import { parseWait } from "#components/ui/parse-wait.ts";
import type { SourceDefinition, SourceKind } from "#lib/model/source.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { intervalText } from "./source-words.ts";

const MB = 1024 * 1024;

/** A source while it is written: what is typed as text stays text. */
export interface SourceDraft {
  kind: SourceKind;
  name: string;
  /** Of a folder. */
  path: string;
  /** Of S3. */
  bucket: string;
  region: string;
  endpoint: string;
  forcePathStyle: boolean;
  checksums: "when_supported" | "when_required";
  credentials: "own" | "environment";
  queueUrl: string;
  /** New keys; empty = those that are kept stay. */
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Of an extension, as JSON. */
  custom: string;
  prefix: string;
  /** Globs with commas or lines between them. */
  include: string;
  exclude: string;
  /** As a field for day and time has it, in UTC. */
  startAt: string;
  fromKey: string;
  deployment: string;
  device: string;
  format: string;
  timeZone: string;
  lane: "" | "high" | "medium" | "low";
  interval: string;
  after: SourceDefinition["after"];
  maxObjectsPerS: string;
  maxMbPerS: string;
}

/** A draft of this kind; the inbox begins where the team's is. */
export function newDraft(kind: SourceKind, organizationId: string): SourceDraft {
  return {
    kind,
    name: "",
    path: "",
    bucket: "",
    region: "us-east-1",
    endpoint: "",
    forcePathStyle: false,
    checksums: "when_supported",
    credentials: "own",
    queueUrl: "",
    accessKeyId: "",
    secretAccessKey: "",
    sessionToken: "",
    custom: "",
    prefix: kind === "bucket" ? `${organizationId}/inbox/` : "",
    include: "",
    exclude: "",
    startAt: "",
    fromKey: "",
    deployment: "",
    device: "",
    format: "",
    timeZone: "",
    lane: "",
    interval: "5 min",
    after: "keep",
    maxObjectsPerS: "",
    maxMbPerS: "",
  };
}

/** What is saved, to be changed. Keys are not part of it: they are only ever written. */
export function draftOf({ name, kind, definition }: SourceItem, organizationId: string): SourceDraft {
  const empty = { ...newDraft(kind, organizationId), name };
  if (definition === null) return empty;
  return {
    ...empty,
    ...connectionDraft(definition),
    prefix: definition.prefix,
    include: definition.include.join(", "),
    exclude: definition.exclude.join(", "),
    startAt: definition.startAt === null ? "" : new Date(definition.startAt).toISOString().slice(0, 19),
    fromKey: definition.fromKey ?? "",
    deployment: definition.deployment ?? "",
    device: definition.device ?? "",
    format: definition.format ?? "",
    timeZone: definition.timeZone ?? "",
    lane: definition.lane ?? "",
    interval: definition.intervalS === null ? "" : intervalText(definition.intervalS),
    after: definition.after,
    maxObjectsPerS: definition.maxObjectsPerS?.toString() ?? "",
    maxMbPerS: definition.maxBytesPerS === null ? "" : String(definition.maxBytesPerS / MB),
  };
}

function connectionDraft(definition: SourceDefinition): Partial<SourceDraft> {
  switch (definition.kind) {
    case "bucket":
      return {};
    case "folder":
      return { path: definition.connection.path };
    case "custom":
      return { custom: JSON.stringify(definition.connection) };
    case "s3": {
      const { endpoint, queueUrl, ...connection } = definition.connection;
      return { ...connection, endpoint: endpoint ?? "", queueUrl: queueUrl ?? "" };
    }
  }
}

/** With another endpoint, and what servers other than Amazon's usually want, unless it was chosen otherwise. */
export function withEndpoint(draft: SourceDraft, endpoint: string): SourceDraft {
  const before = presetOf(draft.endpoint);
  const isPreset = draft.forcePathStyle === before.forcePathStyle && draft.checksums === before.checksums;
  return { ...draft, endpoint, ...(isPreset ? presetOf(endpoint) : {}) };
}

function presetOf(endpoint: string): Pick<SourceDraft, "forcePathStyle" | "checksums"> {
  const isAmazon = endpoint.trim() === "" || /\.amazonaws\.com(\.cn)?\/?$/.test(endpoint.trim());
  return { forcePathStyle: !isAmazon, checksums: isAmazon ? "when_supported" : "when_required" };
}

/** As it is sent to be tried; its schema says what is wrong with it. */
export function trialBodyOf(draft: SourceDraft, sourceId: string | null): unknown {
  return { kind: draft.kind, definition: definitionOf(draft), sourceId, ...secretOf(draft) };
}

/** What decides where it looks: another one has to be tried anew. */
export function placeOf(draft: SourceDraft): string {
  return JSON.stringify([draft.kind, connectionOf(draft), draft.prefix]);
}

/** As it is sent to be saved. */
export function saveBodyOf(draft: SourceDraft, basedOn: number): unknown {
  return { name: draft.name, kind: draft.kind, definition: definitionOf(draft), basedOn, ...secretOf(draft) };
}

function definitionOf(draft: SourceDraft) {
  const intervalMs = parseWait(draft.interval);
  return {
    connection: connectionOf(draft),
    prefix: draft.prefix,
    include: globsOf(draft.include),
    exclude: globsOf(draft.exclude),
    startAt: startOf(draft.startAt),
    fromKey: orNull(draft.fromKey),
    deployment: orNull(draft.deployment),
    device: orNull(draft.device),
    format: orNull(draft.format),
    timeZone: orNull(draft.timeZone),
    lane: draft.lane === "" ? null : draft.lane,
    // What is no span stays text, and the schema says so.
    intervalS: draft.interval.trim() === "" ? null : intervalMs == null ? draft.interval : intervalMs / 1000,
    after: draft.after,
    maxObjectsPerS: numberOf(draft.maxObjectsPerS, 1),
    maxBytesPerS: numberOf(draft.maxMbPerS, MB),
  };
}

function connectionOf(draft: SourceDraft): object {
  switch (draft.kind) {
    case "bucket":
      return { bucket: "deployment-logs" };
    case "folder":
      return { path: draft.path };
    case "custom":
      return customOf(draft.custom);
    case "s3": {
      const { bucket, region, endpoint, forcePathStyle, checksums, credentials, queueUrl } = draft;
      return {
        bucket: bucket.trim(),
        region: region.trim(),
        endpoint: orNull(endpoint),
        forcePathStyle,
        checksums,
        credentials,
        queueUrl: orNull(queueUrl),
      };
    }
  }
}

/** What is no JSON is refused for its missing type. */
function customOf(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function secretOf({ kind, credentials, accessKeyId, secretAccessKey, sessionToken }: SourceDraft): object {
  const isTyped = [accessKeyId, secretAccessKey, sessionToken].some((text) => text.trim() !== "");
  if (kind !== "s3" || credentials !== "own" || !isTyped) return {};
  return { secret: { accessKeyId, secretAccessKey, sessionToken: orNull(sessionToken) } };
}

/** Browsers leave out the seconds when there are none. */
function startOf(text: string): string | null {
  if (text === "") return null;
  return /T\d\d:\d\d$/.test(text) ? `${text}:00Z` : `${text}Z`;
}

function globsOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== "");
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

function numberOf(text: string, unit: number): number | null {
  return text.trim() === "" ? null : unit === 1 ? Number(text) : Math.round(Number(text) * unit);
}
