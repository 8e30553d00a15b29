import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { UnreadableContentError } from "#lib/errors.ts";
import { DEFAULT_BUNDLE_LIMITS } from "#lib/model/bundle.ts";
import { memberName } from "#lib/model/member-name.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { type FirstLook, firstLook } from "#lib/parse/first-look.ts";
import type { BundleMember } from "#lib/parse/open-bundle.ts";
import type { ObjectAddress } from "#lib/platform/storage.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { dropMember, findMember, insertMember, keepProblem, noteDamage } from "#lib/store/bundle-members.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import type { IngestFile } from "#lib/store/ingest-file.ts";
import { findFile, findSameContent, linkDuplicate, lockContent, setContent } from "#lib/store/intake-file.ts";
import { loadLookRules } from "#lib/store/load-look-rules.ts";
import { queueFile } from "#lib/store/queue-file.ts";
import { recordEvent } from "#lib/store/record-event.ts";
import type { TransactionSql } from "#lib/store/sql.ts";
import type { StepPorts } from "./ingest-step.ts";

export interface UnpackPorts {
  newId(): string;
  /** Streams bytes into an object as the service; one that is there is replaced. */
  putObject(object: ObjectAddress, body: ReadableStream<Uint8Array>): Promise<void>;
  removeObject(object: ObjectAddress): Promise<void>;
}

interface Taking {
  bundle: IngestFile;
  memberNo: number;
  member: BundleMember;
}

const BUCKET = "deployment-logs";
const EMPTY = "It is empty (0 bytes), so there is nothing to read.";
const TOO_DEEP = `It is an archive in ${DEFAULT_BUNDLE_LIMITS.maxDepth} others, deeper than is unpacked here. Unpack the outer ones and upload it by itself.`;

/**
 * Makes one member a file of its own and puts it into its lane, or keeps why it can't be. Going on after a crash at any
 * point gives the same file. Returns what may start now.
 */
export async function takeMember(taking: Taking, ports: StepPorts & UnpackPorts): Promise<Dispatched[]> {
  const { bundle, memberNo, member } = taking;
  const known = await findMember(ports.sql, bundle.id, memberNo);
  if (known?.isDone) return [];
  const name = memberName(member.name);
  const facts = { memberNo, name, sizeBytes: member.sizeBytes };
  const problem = member.problem ?? (member.sizeBytes === 0 ? EMPTY : null);
  if (problem !== null) {
    await keepProblem(ports.sql, bundle, { ...facts, problem });
    return [];
  }
  const fileId = known?.fileId ?? ports.newId();
  // The name in the archive has no part in the key.
  const object = { bucket: BUCKET, objectKey: `${bundle.organizationId}/${fileId}/member` };
  const modified = { modifiedAtMs: member.modifiedAtMs };
  if (known === null) {
    await ports.sql.begin((tx) =>
      insertMember(tx, bundle, { ...facts, fileId, ...modified, objectKey: object.objectKey }),
    );
  }
  const stored = await store(member, object, ports);
  if (stored.sizeBytes === 0) return await refuse({ fileId, object, problem: stored.problem ?? EMPTY }, taking, ports);
  await ports.sql.begin(async (tx) => {
    await setContent(tx, fileId, stored);
    if (stored.problem !== null) await noteDamage(tx, fileId, stored.problem);
  });
  const look = await lookAt(fileId, taking, ports);
  if (look.archive !== null && bundle.bundleDepth + 1 >= DEFAULT_BUNDLE_LIMITS.maxDepth) {
    return await refuse({ fileId, object, problem: TOO_DEEP }, taking, ports);
  }
  return await queue({ fileId, object, look, sha256: stored.sha256, bundle }, ports);
}

/** Streams the content away; what comes before damage is kept, and the damage told. */
async function store(member: BundleMember, object: ObjectAddress, { putObject }: UnpackPorts) {
  const hash = sha256.create();
  const stored = { sizeBytes: 0, problem: null as string | null };
  const chunks = member.content()[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await chunks.next();
        if (next.done) return controller.close();
        hash.update(next.value);
        stored.sizeBytes += next.value.length;
        controller.enqueue(next.value);
      } catch (error) {
        if (!(error instanceof UnreadableContentError)) throw error;
        stored.problem = error.message;
        controller.close();
      }
    },
    cancel: async () => void (await chunks.return?.()),
  });
  await putObject(object, body);
  return { ...stored, sha256: bytesToHex(hash.digest()) };
}

async function refuse(
  { fileId, object, problem }: { fileId: string; object: ObjectAddress; problem: string },
  { bundle, memberNo, member }: Taking,
  { sql, removeObject }: StepPorts & UnpackPorts,
): Promise<Dispatched[]> {
  // First the object: left behind without a row, it would be taken for a lost upload.
  await removeObject(object);
  await sql.begin(async (tx) => {
    await keepProblem(tx, bundle, { memberNo, name: memberName(member.name), sizeBytes: member.sizeBytes, problem });
    await dropMember(tx, fileId);
  });
  return [];
}

async function lookAt(fileId: string, { bundle, member }: Taking, { sql, openSource }: StepPorts): Promise<FirstLook> {
  const file = await findFile(sql, fileId);
  if (file === null) throw new UnreadableContentError("The file of this member is gone.");
  const { bucket, objectKey, sizeBytes, source, deployment, device } = file;
  return await firstLook({
    source: await openSource({
      ...bundle,
      id: fileId,
      bucket,
      objectKey,
      sizeBytes: Number(sizeBytes),
      sourceObjectId: null,
    }),
    fileName: file.name,
    receivedAtMs: member.modifiedAtMs ?? bundle.receivedAtMs,
    sizeBytes: Number(sizeBytes),
    inflate: nodeInflate,
    format: null,
    lane: null,
    ...(await loadLookRules(sql, bundle.organizationId)),
    from: { source, deployment, device },
  });
}

interface Queueing {
  fileId: string;
  object: ObjectAddress;
  look: FirstLook;
  sha256: string;
  bundle: IngestFile;
}

async function queue({ fileId, object, look, sha256: hash, bundle }: Queueing, ports: StepPorts & UnpackPorts) {
  const { organizationId } = bundle;
  const decided = await ports.sql.begin(async (tx) => {
    await lockContent(tx, organizationId, hash);
    const original = await findSameContent(tx, { organizationId, sha256: hash, exceptId: fileId });
    if (original !== null) {
      await link(tx, { fileId, organizationId, original });
      return { isDuplicate: true, dispatched: [] };
    }
    const isQueued = await queueFile(tx, { fileId, look, actor: null });
    return { isDuplicate: false, dispatched: isQueued ? await admitWaiting(tx, await databaseNowMs(tx)) : [] };
  });
  if (decided.isDuplicate) await ports.removeObject(object);
  return decided.dispatched;
}

async function link(
  tx: TransactionSql,
  {
    fileId,
    organizationId,
    original,
  }: { fileId: string; organizationId: string; original: { id: string; name: string } },
): Promise<void> {
  await linkDuplicate(tx, fileId, original);
  await recordEvent(tx, {
    organizationId,
    fileId,
    kind: "duplicate",
    fromStatus: "pending",
    toStatus: "completed",
    actor: null,
    reason: `The same content as ${original.name}; linked to it.`,
    details: { duplicateOf: original.id },
  });
}
