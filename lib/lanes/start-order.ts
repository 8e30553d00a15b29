import type { Lane } from "#lib/model/log-file.ts";
import type { AskedFile } from "./admission-input.ts";
import type { LaneLoad } from "./lane-load.ts";

/**
 * The waiting files of each lane in the order in which they would start, one after the other, if slots came free: turn by
 * turn, an organisation's next file after those of organisations with fewer running. lib/store/load-queue.ts has the
 * same order in SQL, for queues too long to load.
 */
export function startOrder(loads: ReadonlyMap<Lane, LaneLoad>): AskedFile[] {
  return [...loads.values()].flatMap((load) =>
    turnsOf(load)
      .sort(
        (a, b) =>
          a.turn - b.turn ||
          a.servedMs - b.servedMs ||
          a.file.queuedAtMs - b.file.queuedAtMs ||
          (a.file.fileId < b.file.fileId ? -1 : 1),
      )
      .map(({ file }, ahead) => ({ ...file, ahead })),
  );
}

function turnsOf(load: LaneLoad) {
  return [...load.queues].flatMap(([organizationId, queue]) => {
    const running = load.running.get(organizationId) ?? 0;
    const servedMs = load.servedMs.get(organizationId) ?? Number.MIN_SAFE_INTEGER;
    // An organisation's second file and those after it come right after it was served.
    return queue.map((file, index) => ({
      file,
      turn: running + index,
      servedMs: index === 0 ? servedMs : Number.MAX_SAFE_INTEGER,
    }));
  });
}
