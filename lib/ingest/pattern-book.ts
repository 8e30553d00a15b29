import type { FileRecord } from "#lib/model/log-record.ts";
import { patternHash } from "#lib/patterns/pattern-hash.ts";
import { type Pattern, PatternMiner } from "#lib/patterns/pattern-miner.ts";
import { internPatterns, type PatternCount, type StoredPattern } from "#lib/store/pattern-rows.ts";
import type { Sql } from "#lib/store/sql.ts";
import { storableText } from "#lib/store/storable-text.ts";

type Tally = Omit<PatternCount, "patternId">;
export type PatternTallies = ReadonlyMap<Pattern, Tally>;

/** The kinds of line of one reading, with their ids in the database. */
export interface PatternBook {
  /** Counts the kinds of line of the next batch. */
  tally(records: readonly FileRecord[]): PatternTallies;
  /** The same with the ids of the database; new kinds get their row. Throws what the database throws. */
  countsOf(sql: Sql, tallies: PatternTallies): Promise<PatternCount[]>;
}

/** Starts from what the database knows, so it needs no part of the checkpoint. */
export function patternBook(organizationNo: number, stored: readonly StoredPattern[]): PatternBook {
  const miner = new PatternMiner();
  const ids = new Map<string, number>();
  const merged = new Set<string>();
  for (const { id, template, isMerged } of stored) {
    miner.know(template, isMerged);
    ids.set(template, id);
    if (isMerged) merged.add(template);
  }
  let merges: { from: string; into: string }[] = [];
  return {
    tally: (records) => tally(miner, records),
    async countsOf(sql, tallies) {
      for (const { from, into } of miner.takeMerges()) {
        merges.push({ from: from.template, into: into.template });
        merged.add(into.template);
      }
      const missing = new Set<string>();
      for (const { template } of tallies.keys()) if (!ids.has(template)) missing.add(template);
      for (const { into } of merges) missing.add(into);
      if (missing.size > 0) await intern({ sql, organizationNo, ids }, { templates: missing, merged, merges });
      merges = [];
      const counts = Array.from(tallies, ([{ template }, counted]) => ({
        patternId: ids.get(template) ?? 0,
        ...counted,
      }));
      // In one order everywhere, as all who lock several rows must.
      return counts.sort((a, b) => a.patternId - b.patternId);
    },
  };
}

/** Rejects are text that could not be read: they are no kind of line. */
function tally(miner: PatternMiner, records: readonly FileRecord[]): Map<Pattern, Tally> {
  const found = new Map<Pattern, Tally>();
  for (const record of records) {
    if (record.kind === "reject") continue;
    const pattern = miner.add(record.body);
    const counted = found.get(pattern);
    if (counted === undefined) found.set(pattern, tallyOf(record.recordNumber, record.severityNumber));
    else {
      counted.count++;
      counted.lastRecordNumber = record.recordNumber;
      if (record.severityNumber > counted.level) counted.level = record.severityNumber;
    }
  }
  return joinMerged(miner, found);
}

function tallyOf(recordNumber: number, level: number): Tally {
  return { count: 1, level, firstRecordNumber: recordNumber, lastRecordNumber: recordNumber };
}

/** What was counted before its kind was merged belongs to the merged one. */
function joinMerged(miner: PatternMiner, found: ReadonlyMap<Pattern, Tally>): Map<Pattern, Tally> {
  const joined = new Map<Pattern, Tally>();
  for (const [pattern, counted] of found) {
    const top = miner.resolve(pattern);
    const known = joined.get(top);
    if (known === undefined) joined.set(top, counted);
    else {
      known.count += counted.count;
      known.level = Math.max(known.level, counted.level);
      known.firstRecordNumber = Math.min(known.firstRecordNumber, counted.firstRecordNumber);
      known.lastRecordNumber = Math.max(known.lastRecordNumber, counted.lastRecordNumber);
    }
  }
  return joined;
}

interface News {
  templates: ReadonlySet<string>;
  merged: ReadonlySet<string>;
  merges: readonly { from: string; into: string }[];
}

async function intern(
  { sql, organizationNo, ids }: { sql: Sql; organizationNo: number; ids: Map<string, number> },
  { templates, merged, merges }: News,
): Promise<void> {
  const hashes = new Map<string, string>();
  const hashOf = (template: string) => {
    const hash = hashes.get(template) ?? patternHash(template);
    hashes.set(template, hash);
    return hash;
  };
  const patterns = Array.from(templates, (template) => ({
    template: storableText(template),
    hash: hashOf(template),
    isMerged: merged.has(template),
  }));
  const found = await internPatterns(sql, {
    organizationNo,
    patterns,
    merges: merges.map(({ from, into }) => ({ from: hashOf(from), into: hashOf(into) })),
  });
  for (const template of templates) ids.set(template, found.get(hashOf(template)) ?? 0);
}
