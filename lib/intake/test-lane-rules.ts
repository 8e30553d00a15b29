import { setImmediate } from "node:timers/promises";
import { classify } from "#lib/lanes/classify.ts";
import { rememberedEvidence } from "#lib/lanes/remembered-evidence.ts";
import { severeLine } from "#lib/lanes/severe-line.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { LaneMove, LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import { listScannedFiles, listWaitingFiles, readFileScans, type ScannedFile } from "#lib/store/file-scan.ts";
import { loadLaneRules } from "#lib/store/load-lane-rules.ts";
import type { Sql } from "#lib/store/sql.ts";

const FILES_A_READ = 20;
const BUDGET_MS = 12_000;
const LONGEST_QUOTE = 200;

/** Tries rules on the last files of an organisation, against those that are saved. Changes nothing. */
export async function testLaneRules(
  { organizationId, draft }: { organizationId: string; draft: LaneRules },
  { sql, nowMs }: { sql: Sql; nowMs(): number },
): Promise<LaneRuleTest> {
  const saved = await loadLaneRules(sql, organizationId);
  const ids = await listScannedFiles(sql, organizationId);
  const waiting = await listWaitingFiles(sql, organizationId);
  const test = { ...emptyTest(draft), waiting: waiting.length };
  const endMs = nowMs() + BUDGET_MS;
  for (let at = 0; at < ids.length; at += FILES_A_READ) {
    for (const file of await readFileScans(sql, ids.slice(at, at + FILES_A_READ))) {
      if (nowMs() > endMs) return { ...test, isWhole: false };
      count(test, file, { saved, draft });
      // Other requests come in between: patterns on 200 starts and ends can take seconds.
      await setImmediate();
    }
  }
  return test;
}

function emptyTest({ rules }: LaneRules): LaneRuleTest {
  return {
    files: 0,
    oldestMs: null,
    newestMs: null,
    byRule: Object.fromEntries(rules.map(({ id }) => [id, 0])),
    otherwise: 0,
    chosen: 0,
    before: { high: 0, medium: 0, low: 0 },
    after: { high: 0, medium: 0, low: 0 },
    moves: [],
    waiting: 0,
    isWhole: true,
  };
}

function count(test: LaneRuleTest, file: ScannedFile, { saved, draft }: { saved: LaneRules; draft: LaneRules }): void {
  const evidenceOf = rememberedEvidence(file.fileId);
  const now = classify(file, draft, evidenceOf);
  const from = file.isChosen ? file.lane : classify(file, saved, evidenceOf).lane;
  const to = file.isChosen ? file.lane : now.lane;
  test.files += 1;
  test.oldestMs = Math.min(test.oldestMs ?? file.queuedAtMs, file.queuedAtMs);
  test.newestMs = Math.max(test.newestMs ?? file.queuedAtMs, file.queuedAtMs);
  test.before[from] += 1;
  test.after[to] += 1;
  if (file.isChosen) test.chosen += 1;
  if (now.ruleId === null) test.otherwise += 1;
  else test.byRule[now.ruleId] = (test.byRule[now.ruleId] ?? 0) + 1;
  if (from === to) return;
  const { fileId, fileName, format } = file;
  test.moves.push({ fileId, name: fileName, format, from, to, ruleId: now.ruleId, error: errorOf(file) });
}

function errorOf({ format, head, tail }: ScannedFile): LaneMove["error"] {
  const inHead = severeLine(format, head, "error");
  if (inHead !== null) {
    return { line: head.slice(0, inHead.index).split("\n").length, text: lineAt(head, inHead.index) };
  }
  const inTail = tail === null ? null : severeLine(format, tail, "error");
  return inTail === null || tail === null ? null : { line: null, text: lineAt(tail, inTail.index) };
}

function lineAt(text: string, index: number): string {
  const from = text.lastIndexOf("\n", index - 1) + 1;
  const lineEnd = text.indexOf("\n", index);
  return text
    .slice(from, lineEnd < 0 ? undefined : lineEnd)
    .slice(0, LONGEST_QUOTE)
    .trim();
}
