import type { FileRecord } from "#lib/model/log-record.ts";
import type { ChangeGroup, DifferenceSample, ReadingChange, ReadingComparison } from "#lib/model/reading-difference.ts";
import { fieldDifferences, pieceChanges, readPiece } from "./piece-changes.ts";
import { ReadingSide } from "./reading-side.ts";
import type { RecordReader } from "./record-reader.ts";

export interface CompareInput {
  /** Both read the same bytes from their start. */
  now: RecordReader;
  next: RecordReader;
  fileName: string;
  /** The comparison ends after so long, whatever is left. */
  budgetMs: number;
  /** Epoch or monotonic ms. */
  clock(): number;
}

/**
 * Reads the same bytes in two ways at once and tells what differs, piece by piece of the same bytes.
 * Closes both readers. Content that breaks off ends its side with a `problem`; throws what the sources throw.
 */
export async function compareReadings(input: CompareInput): Promise<ReadingComparison> {
  const { clock, budgetMs, fileName } = input;
  const endMs = clock() + budgetMs;
  const now = new ReadingSide(input.now, fileName);
  const next = new ReadingSide(input.next, fileName);
  const found = new FoundDifferences();
  let spans = 0;
  let isComplete = true;
  try {
    for (;;) {
      if (spans++ % LOOK_AT_CLOCK_EVERY === 0 && clock() > endMs) {
        isComplete = false;
        break;
      }
      const span = await nextSpan(now, next);
      if (span === null) break;
      found.add(span);
    }
  } finally {
    await Promise.all([now.close(), next.close()]);
  }
  return { now: now.totals(), next: next.totals(), ...found.result(), isComplete };
}

const LOOK_AT_CLOCK_EVERY = 64;
const MAX_PIECES_KEPT = 4;
const MAX_SAMPLES = 50;
const MAX_SAMPLES_PER_CHANGE = 20;
const MAX_GROUPS = 24;

/** The least bytes after which both readings begin a piece, and what each made of them. */
interface Span {
  now: SpanSide;
  next: SpanSide;
  endByte: number;
}

interface SpanSide {
  /** The first ones. */
  pieces: FileRecord[];
  count: number;
}

async function nextSpan(now: ReadingSide, next: ReadingSide): Promise<Span | null> {
  const span: Span = { now: { pieces: [], count: 0 }, next: { pieces: [], count: 0 }, endByte: -1 };
  let nowEnd = await takePiece(now, span.now);
  let nextEnd = await takePiece(next, span.next);
  while (nowEnd !== nextEnd) {
    const isNowBehind = nextEnd === null || (nowEnd !== null && nowEnd < nextEnd);
    const [side, kept] = isNowBehind ? ([now, span.now] as const) : ([next, span.next] as const);
    const end = await takePiece(side, kept);
    // One of them broke off: what the other one has stands alone.
    if (end === null) break;
    if (isNowBehind) nowEnd = end;
    else nextEnd = end;
  }
  if (nowEnd === null && nextEnd === null) return null;
  return { ...span, endByte: Math.max(nowEnd ?? 0, nextEnd ?? 0) };
}

/** Takes one piece and tells where it ends; null = there is none. */
async function takePiece(side: ReadingSide, kept: SpanSide): Promise<number | null> {
  if (side.head === null) await side.fill();
  const piece = side.head;
  if (piece === null) return null;
  side.take(piece);
  kept.count++;
  if (kept.pieces.length < MAX_PIECES_KEPT) kept.pieces.push(piece);
  return piece.byteOffset + piece.byteLength;
}

class FoundDifferences {
  readonly #groups = new Map<string, ChangeGroup>();
  readonly #samples: DifferenceSample[] = [];
  readonly #sampled = new Map<string, number>();
  #differing = 0;
  #comparedBytes = 0;

  add(span: Span): void {
    this.#comparedBytes = span.endByte;
    const changes = spanChanges(span);
    if (changes.length === 0) return;
    const count = Math.max(1, span.now.count);
    this.#differing += count;
    const first = span.now.pieces[0] ?? span.next.pieces[0];
    if (first === undefined) return;
    for (const change of changes) this.#count(change, { count, first });
    this.#sample(span, changes, first);
  }

  result(): Pick<ReadingComparison, "differing" | "groups" | "samples" | "comparedBytes"> {
    const groups = [...this.#groups.values()].sort((a, b) => b.count - a.count || a.byteOffset - b.byteOffset);
    return { differing: this.#differing, groups, samples: this.#samples, comparedBytes: this.#comparedBytes };
  }

  #count(change: ReadingChange, { count, first }: { count: number; first: FileRecord }): void {
    const key = JSON.stringify(change);
    const isNamed = this.#groups.has(key) || this.#groups.size < MAX_GROUPS - 1;
    const group = this.#groups.get(isNamed ? key : OTHERS);
    if (group !== undefined) {
      group.count += count;
      return;
    }
    const { recordNumber: firstRecordNumber, byteOffset } = first;
    const named: ReadingChange = isNamed ? change : { kind: "others" };
    this.#groups.set(isNamed ? key : OTHERS, { change: named, count, firstRecordNumber, byteOffset });
  }

  #sample(span: Span, changes: ReadingChange[], first: FileRecord): void {
    const key = JSON.stringify(changes.map(({ kind }) => kind));
    const already = this.#sampled.get(key) ?? 0;
    if (this.#samples.length >= MAX_SAMPLES || already >= MAX_SAMPLES_PER_CHANGE) return;
    this.#sampled.set(key, already + 1);
    const isOneToOne = span.now.count === 1 && span.next.count === 1;
    this.#samples.push({
      recordNumber: first.recordNumber,
      byteOffset: first.byteOffset,
      byteLength: span.endByte - first.byteOffset,
      changes,
      now: span.now.pieces.map(readPiece),
      next: span.next.pieces.map(readPiece),
      nowCount: span.now.count,
      nextCount: span.next.count,
      fields: isOneToOne ? fieldDifferences(span.now.pieces[0], span.next.pieces[0]) : [],
    });
  }
}

const OTHERS = JSON.stringify({ kind: "others" });

function spanChanges({ now, next }: Span): ReadingChange[] {
  const [one, other] = [now.pieces[0], next.pieces[0]];
  if (now.count === 1 && next.count === 1 && one && other) return pieceChanges(one, other);
  if (now.count === next.count) return [{ kind: "moved" }];
  return [{ kind: now.count > next.count ? "joined" : "split" }];
}
