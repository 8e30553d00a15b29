import { detectFormat } from "#lib/formats/detect-format.ts";
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
export const MAX_PREVIEW_MEMBERS = 1000;

/**
 * The members of an archive with the format of each, one after the other. `isSpent` ends it between two members.
 * Throws what the source throws.
 */
export async function* previewMembers(input: {
  source: ByteSource;
  receivedAtMs: number;
  isSpent(): boolean;
}): AsyncGenerator<PreviewMember> {
  for await (const item of listMembers({ source: input.source })) {
    yield await previewOf(item, input.receivedAtMs);
    if (input.isSpent()) return;
  }
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
