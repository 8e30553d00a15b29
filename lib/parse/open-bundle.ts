import { UnreadableContentError } from "#lib/errors.ts";
import { type ArchiveEntry, type ArchiveKind, type BundleLimits, DEFAULT_BUNDLE_LIMITS } from "#lib/model/bundle.ts";
import type { Container } from "#lib/model/log-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { portableInflate } from "#lib/streams/portable-inflate.ts";
import { ARCHIVE_HEAD_BYTES, type ArchiveItem, archiveKindOf, tarItems, zipItems } from "./archive-items.ts";
import { openContent } from "./content-stream.ts";
import { UnpackBudget } from "./unpack-budget.ts";

/** Members up to this are kept in memory while they are read, so that they need not be unpacked again. */
const KEPT_BYTES = 32 * 1024 * 1024;

export interface BundleInput {
  source: ByteSource;
  /** Node passes `nodeInflate` of lib/sources/node-inflate.ts. */
  inflate?: InflatePort;
  limits?: Partial<BundleLimits>;
}

/** A file in an archive. */
export interface BundleMember extends ArchiveEntry {
  /** Its name, after those of the archives in the archive that it is in. */
  names: string[];
  /** Its content, once and before the next item is asked for; ends in an UnreadableContentError when it is damaged. */
  content(): AsyncIterable<Uint8Array>;
  /** Its content as a file of its own, to be asked for before the next item; readable at any time. */
  source(): Promise<ByteSource>;
}

export type BundleItem =
  | { kind: "member"; member: BundleMember }
  /** Something of the archive that could not be read; `names` of the archives it is about, none = the outermost. */
  | { kind: "problem"; names: string[]; message: string };

export interface Bundle {
  kind: ArchiveKind;
  /** What is around the archive itself: "gzip" for a tar.gz. */
  container: Container;
  /** The members of this archive, archives in it as what they are. Every call reads anew. */
  items(): AsyncGenerator<BundleItem>;
}

/** Opens an archive (ZIP, tar, compressed tar); null when the source is none. Throws what the source throws. */
export async function openBundle(input: BundleInput): Promise<Bundle | null> {
  const limits = { ...DEFAULT_BUNDLE_LIMITS, ...input.limits };
  return openWithin(input, new UnpackBudget(limits, input.source.sizeBytes));
}

/**
 * Every file of an archive and of the archives in it, three deep at most: what is deeper, encrypted or damaged is named
 * with its problem. Gives nothing for a source that is no archive. Throws what the source throws.
 */
export async function* listMembers(input: BundleInput): AsyncGenerator<BundleItem> {
  const limits = { ...DEFAULT_BUNDLE_LIMITS, ...input.limits };
  const budget = new UnpackBudget(limits, input.source.sizeBytes);
  const bundle = await openWithin(input, budget);
  if (bundle === null) return;
  yield* walk(bundle, { input, budget, maxDepth: limits.maxDepth, names: [] });
}

interface Walk {
  input: BundleInput;
  budget: UnpackBudget;
  maxDepth: number;
  names: string[];
}

async function* walk(bundle: Bundle, { names, ...rest }: Walk): AsyncGenerator<BundleItem> {
  for await (const item of bundle.items()) {
    if (item.kind === "problem") {
      yield { ...item, names };
      continue;
    }
    const member = { ...item.member, names: [...names, item.member.name] };
    if (member.problem !== null || member.sizeBytes === 0) {
      yield { kind: "member", member };
      continue;
    }
    const source = await member.source();
    const inner = await openWithin({ ...rest.input, source }, rest.budget);
    if (inner === null)
      yield { kind: "member", member: { ...member, content: () => source.open(0), source: async () => source } };
    else if (member.names.length < rest.maxDepth) yield* walk(inner, { ...rest, names: member.names });
    else yield { kind: "member", member: { ...member, problem: tooDeep(rest.maxDepth) } };
  }
}

function tooDeep(maxDepth: number): string {
  return `It is an archive in ${maxDepth} others, deeper than is unpacked here. Unpack the outer ones and upload it by itself.`;
}

async function openWithin(
  { source, inflate = portableInflate }: BundleInput,
  budget: UnpackBudget,
): Promise<Bundle | null> {
  const content = await openContent({ source, inflate }, 0);
  const kind = archiveKindOf(await headOf(content.chunks));
  if (kind === null) return null;
  const { container } = content;
  const input = { source, container, inflate };
  return { kind, container, items: () => itemsOf(kind === "zip" ? zipItems(input) : tarItems(input), budget) };
}

async function* itemsOf(items: AsyncGenerator<ArchiveItem>, budget: UnpackBudget): AsyncGenerator<BundleItem> {
  let isEmpty = true;
  for await (const item of items) {
    isEmpty = false;
    if (budget.problem !== null) break;
    if (item.kind === "problem") yield { ...item, names: [] };
    else if (budget.takeMember()) yield { kind: "member", member: memberOf(item, budget) };
  }
  const message = budget.tellProblem();
  if (message !== null) yield { kind: "problem", names: [], message };
  if (isEmpty) yield { kind: "problem", names: [], message: "This archive has no files in it." };
}

function memberOf(item: ArchiveItem & { kind: "entry" }, budget: UnpackBudget): BundleMember {
  const { entry } = item;
  const counted = { countedBytes: 0 };
  const { name, sizeBytes, modifiedAtMs, problem } = entry;
  const open = (offsetBytes: number) => budget.spend(item.open(offsetBytes), counted, offsetBytes);
  const content = () => (problem !== null ? refused(problem) : budget.spend(item.content ?? item.open(0), counted, 0));
  const source = async (): Promise<ByteSource> => {
    const isKept = problem !== null || (sizeBytes !== null && sizeBytes <= KEPT_BYTES);
    return isKept ? await kept(content()) : { sizeBytes, open };
  };
  return { name, sizeBytes, modifiedAtMs, problem, names: [name], content, source };
}

/** Reads it into memory with the error it ends in. */
async function kept(chunks: AsyncIterable<Uint8Array>): Promise<ByteSource> {
  const parts: Uint8Array[] = [];
  let problem: UnreadableContentError | null = null;
  try {
    for await (const chunk of chunks) parts.push(chunk);
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    problem = error;
  }
  const sizeBytes = parts.reduce((sum, { length }) => sum + length, 0);
  return {
    sizeBytes,
    async *open(offsetBytes) {
      let at = 0;
      for (const part of parts) {
        if (at + part.length > offsetBytes) yield part.subarray(Math.max(0, offsetBytes - at));
        at += part.length;
      }
      if (problem !== null) throw problem;
    },
  };
}

// biome-ignore lint/correctness/useYield: it has nothing to give but its reason.
async function* refused(problem: string): AsyncGenerator<Uint8Array> {
  throw new UnreadableContentError(problem);
}

async function headOf(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const head: number[] = [];
  try {
    while (head.length < ARCHIVE_HEAD_BYTES) {
      const next = await chunks.next();
      if (next.done) break;
      head.push(...next.value.subarray(0, ARCHIVE_HEAD_BYTES));
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
  } finally {
    await chunks.return?.();
  }
  return Uint8Array.from(head.slice(0, ARCHIVE_HEAD_BYTES));
}
