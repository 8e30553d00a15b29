import { admitWaitingFiles } from "./admit-waiting.ts";
import { archiveOriginals } from "./archive.ts";
import { collectSources } from "./collect-sources.ts";
import { ingestLane } from "./ingest-lane.ts";
import { sweepFiles } from "./sweep.ts";

/** Every function that the app registers. */
export const functions = [
  ingestLane("high"),
  ingestLane("medium"),
  ingestLane("low"),
  admitWaitingFiles,
  sweepFiles,
  archiveOriginals,
  collectSources,
];
