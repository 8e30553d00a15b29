import { ForbiddenError } from "#lib/errors.ts";
import { classify } from "#lib/lanes/classify.ts";
import { rememberedEvidence } from "#lib/lanes/remembered-evidence.ts";
import { isAtLeast, type Role } from "#lib/model/role.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { listWaitingFiles, readFileScans } from "#lib/store/file-scan.ts";
import { loadLaneRules } from "#lib/store/load-lane-rules.ts";
import { reclassifyFile } from "#lib/store/reclassify-file.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";

const FILES_A_TRANSACTION = 50;

/**
 * Puts an organisation's waiting files into the lanes that its saved rules name, each move on record; what may start
 * then starts. Files whose lane a person chose stay. Doing it twice changes nothing more.
 * @throws ForbiddenError below admin
 */
export async function applyLaneRules(
  { organizationId, userId, role }: { organizationId: string; userId: string; role: Role },
  ports: DispatchPorts,
): Promise<{ looked: number; moved: number }> {
  if (!isAtLeast(role, "admin")) {
    throw new ForbiddenError("Only admins and owners can apply the lane rules to waiting files. Ask one of them.");
  }
  const { sql } = ports;
  const rules = await loadLaneRules(sql, organizationId);
  const ids = await listWaitingFiles(sql, organizationId);
  let moved = 0;
  for (let at = 0; at < ids.length; at += FILES_A_TRANSACTION) {
    const files = await readFileScans(sql, ids.slice(at, at + FILES_A_TRANSACTION));
    const moves = files.flatMap((file) => {
      const { lane, reason } = classify(file, rules, rememberedEvidence(file.fileId));
      return lane === file.lane ? [] : [{ fileId: file.fileId, from: file.lane, to: lane, reason, actor: userId }];
    });
    if (moves.length === 0) continue;
    const done = await repeatTransaction(sql, async (tx) => {
      let count = 0;
      for (const move of moves) if (await reclassifyFile(tx, move)) count += 1;
      return { count, dispatched: await admitWaiting(tx, await databaseNowMs(tx)) };
    });
    moved += done.count;
    await dispatch(done.dispatched, ports);
  }
  return { looked: ids.length, moved };
}
