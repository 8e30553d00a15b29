import { bundleDevice } from "#lib/deployments/bundle-device.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import { DEFAULT_BUNDLE_LIMITS } from "#lib/model/bundle.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { emptySeverityCounts } from "#lib/model/severity.ts";
import { type Bundle, type BundleItem, openBundle } from "#lib/parse/open-bundle.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { keepProblem, moveBundleOn, nameDevice, unpackedFiles, unpackedSoFar } from "#lib/store/bundle-members.ts";
import { completeFile } from "#lib/store/complete-file.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import type { FileFacts } from "#lib/store/file-facts.ts";
import type { IngestFile } from "#lib/store/ingest-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import type { StepInput, StepPorts, StepResult } from "./ingest-step.ts";
import { takeMember, type UnpackPorts } from "./take-member.ts";

/**
 * Unpacks a bundle for about `budgetMs`, a member at a time: each gets an object and a row of its own and goes its own
 * way through a lane. Doing it twice changes nothing. Throws UnreadableContentError when nothing could be unpacked,
 * UnavailableError when a later call may go on at the checkpoint.
 */
export async function unpackStep(
  { file, source, budgetMs }: { file: IngestFile; source: ByteSource } & Pick<StepInput, "budgetMs">,
  ports: StepPorts & UnpackPorts,
): Promise<StepResult> {
  const startedMs = ports.now();
  const bundle = await opened(file, source, ports);
  const device = file.deviceId === null ? bundleDevice(file.name) : null;
  if (device !== null) await ports.sql.begin((tx) => nameDevice(tx, file, device));
  const done = Number(file.checkpoint?.memberNo ?? 0);
  let [memberNo, checkpointNo, stored] = [0, file.checkpointNo, 0];
  const dispatched: Dispatched[] = [];
  for await (const item of bundle.items()) {
    if (++memberNo <= done) continue;
    dispatched.push(...(await take(item, { file, memberNo, ports })));
    if (!(await moveBundleOn(ports.sql, file, { memberNo, checkpointNo: checkpointNo++ }))) {
      return result("superseded", stored, dispatched);
    }
    stored++;
    if (ports.now() - startedMs >= budgetMs || ports.isEnding?.()) return result("continue", stored, dispatched);
  }
  return await completed(file, { bundle, stored, dispatched }, ports);
}

async function opened(file: IngestFile, source: ByteSource, { sql }: StepPorts): Promise<Bundle> {
  const rootId = file.bundleRootId ?? file.id;
  const soFar = await unpackedSoFar(sql, rootId);
  const { maxMembers, maxTotalBytes } = DEFAULT_BUNDLE_LIMITS;
  const ownMembers = Number(file.checkpoint?.memberNo ?? 0);
  const limits = {
    // Those of earlier steps pass by once more, so they are counted again.
    maxMembers: Math.max(0, maxMembers - soFar.members) + ownMembers,
    maxTotalBytes: Math.max(0, maxTotalBytes - soFar.bytes),
  };
  const bundle = await openBundle({ source, inflate: nodeInflate, limits });
  if (bundle !== null) return bundle;
  throw new UnreadableContentError("This archive could not be opened. Get it from its source again.", {
    byteOffset: 0,
  });
}

async function take(
  item: BundleItem,
  { file, memberNo, ports }: { file: IngestFile; memberNo: number; ports: StepPorts & UnpackPorts },
): Promise<Dispatched[]> {
  if (item.kind === "member") return await takeMember({ bundle: file, memberNo, member: item.member }, ports);
  await keepProblem(ports.sql, file, { memberNo, name: null, sizeBytes: null, problem: item.message });
  return [];
}

async function completed(
  file: IngestFile,
  { bundle, stored, dispatched }: { bundle: Bundle; stored: number; dispatched: Dispatched[] },
  { sql }: StepPorts,
): Promise<StepResult> {
  const { files, problem } = await unpackedFiles(sql, file.id);
  if (files === 0) {
    throw new UnreadableContentError(`No file could be unpacked from this archive. ${problem ?? ""}`.trim(), {
      byteOffset: 0,
    });
  }
  const started = await sql.begin(async (tx) =>
    (await completeFile(tx, file, factsOf(bundle))) ? await admitWaiting(tx, await databaseNowMs(tx)) : null,
  );
  if (started === null) return result("superseded", stored, dispatched);
  return { ...result("completed", stored, [...dispatched, ...started]), bytesDone: file.sizeBytes };
}

/** A bundle has no records of its own: its members have. */
function factsOf({ kind, container }: Bundle): FileFacts {
  return {
    reading: {
      format: "bundle",
      formatVersion: 1,
      confidence: 1,
      runnerUp: null,
      container: container === "none" ? kind : `${kind} in ${container}`,
      encoding: "binary",
      timeZone: { source: "none", zone: null, reason: "Each member has its own." },
      notes: [],
    },
    redactions: {},
    counts: {
      records: 0,
      rejects: 0,
      severities: emptySeverityCounts(),
      firstTimestampUs: null,
      lastTimestampUs: null,
    },
    firstFailingLine: null,
    contentBytes: null,
  };
}

function result(status: StepResult["status"], stored: number, dispatched: Dispatched[]): StepResult {
  return { status, records: 0, rejects: 0, stored, bytesDone: 0, dispatched };
}
