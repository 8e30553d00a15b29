import { detectFormat } from "#lib/formats/detect-format.ts";
import type { ArchiveKind } from "#lib/model/bundle.ts";
import type { Container, FileReading, TimeZoneDecision } from "#lib/model/log-file.ts";
import { memberPath } from "#lib/model/member-name.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { binaryError } from "./binary-error.ts";
import { type BundleItem, listMembers } from "./open-bundle.ts";
import { readSample } from "./read-sample.ts";

/** A file in an archive before it is sent. */
export interface PreviewMember {
  /** Where it is, the archives in the archive first; "" = about the archive itself. */
  path: string;
  sizeBytes: number | null;
  /** Id of its format; null when it has a problem. */
  format: string | null;
  /** Why nothing, or not all, of it will be read. */
  problem: string | null;
}

/** So many are shown one by one. */
const MAX_MEMBERS = 1000;
const PROGRESS_EVERY_MEMBERS = 50;

/**
 * The members of an archive with the format of each, as many as the time allows. Throws what the source throws.
 */
export async function readMembers(input: {
  source: ByteSource;
  receivedAtMs: number;
  timeMs: number;
  /** Epoch or monotonic ms. */
  now(): number;
  onMembers(members: PreviewMember[]): void;
}): Promise<{ members: PreviewMember[]; isWhole: boolean }> {
  const startedMs = input.now();
  const members: PreviewMember[] = [];
  for await (const item of listMembers({ source: input.source })) {
    if (members.length >= MAX_MEMBERS || input.now() - startedMs >= input.timeMs) return { members, isWhole: false };
    members.push(await previewOf(item, input.receivedAtMs));
    if (members.length % PROGRESS_EVERY_MEMBERS === 0) input.onMembers([...members]);
  }
  return { members, isWhole: true };
}

/** What is known of an archive as a file: its members have zones and notes of their own. */
export function bundleReading(reading: FileReading, archive: ArchiveKind): FileReading {
  const container: Container = reading.container === "none" ? archive : `${archive} in ${reading.container}`;
  const timeZone: TimeZoneDecision = { source: "none", zone: null, reason: "Each file in it has its own." };
  return { ...reading, format: "bundle", confidence: 1, runnerUp: null, container, timeZone, notes: [] };
}

async function previewOf(item: BundleItem, receivedAtMs: number): Promise<PreviewMember> {
  if (item.kind === "problem") {
    return { path: memberPath(item.names), sizeBytes: null, format: null, problem: item.message };
  }
  const { names, name, sizeBytes, problem, modifiedAtMs } = item.member;
  const path = memberPath(names);
  if (problem !== null) return { path, sizeBytes, format: null, problem };
  if (sizeBytes === 0) return { path, sizeBytes, format: null, problem: "It is empty (0 bytes)." };
  const source = await item.member.source();
  const sample = await readSample({ source, fileName: name, receivedAtMs: modifiedAtMs ?? receivedAtMs });
  if (sample.encoding === "binary" && detectFormat(sample.text).confidence <= 0.1) {
    return { path, sizeBytes, format: null, problem: binaryError(sample.head).message };
  }
  return { path, sizeBytes, format: detectFormat(sample.text).format, problem: null };
}
