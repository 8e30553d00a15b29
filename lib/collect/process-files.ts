import { createHash, randomUUID } from "node:crypto";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { InvalidInputError } from "#lib/errors.ts";
import { hashingSource } from "#lib/ingest/hashing-source.ts";
import { complete } from "#lib/intake/complete.ts";
import { receive } from "#lib/intake/receive.ts";
import { env } from "#lib/platform/env.ts";
import { putObject } from "#lib/platform/storage.ts";
import { localFile } from "#lib/sources/local-file.ts";
import { type CollectedFile, ensureCommandSource, findServerTeam, readCollected } from "#lib/store/server-sources.ts";
import type { Sql } from "#lib/store/sql.ts";
import { collectOnce, sweeper } from "./collect.ts";
import type { CollectPorts } from "./collect-ports.ts";
import { openCollector } from "./open-collector.ts";

/** Between looks at a file that is read. */
const PAUSE_MS = 200;
const LONGEST_NAME = 200;

export interface ProcessOptions {
  /** Hears what goes on; nothing is said without it. */
  log?: CollectPorts["log"];
  /** True = end within the current step. */
  isEnding?(): boolean;
}

export interface Processed {
  files: CollectedFile[];
  /** Objects passed over with their reasons, failed, or to be tried again by a later run. */
  skipped: number;
  failed: number;
  left: number;
  /** Why the bucket could not be listed; null = it was. */
  problem: string | null;
}

/**
 * Reads what is new in a bucket, as the team that owns the server and with the keys of the environment (AWS_REGION,
 * AWS_ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), and resolves when it is read. Calling it again, also at the
 * same time elsewhere, reads each object once. It appears in Settings / Sources as `s3://bucket/prefix`.
 * @throws InvalidInputError when keys are missing or nobody has set the server up; UnavailableError without a database
 */
export async function processFiles(
  { bucket, prefix = "" }: { bucket: string; prefix?: string },
  { log = () => undefined, isEnding = () => false }: ProcessOptions = {},
): Promise<Processed> {
  const collector = await openCollector({ log, isEnding });
  const { ports, files } = collector;
  try {
    const sourceId = await commandSource(ports.sql, { bucket, prefix });
    const done = await collectOnce({ only: [sourceId], trigger: "command" }, ports, files);
    const { skipped, failed, left, fileIds, runs } = done;
    const problem = runs.find(({ status }) => status === "failed")?.message ?? null;
    return { files: await readCollected(ports.sql, fileIds), skipped, failed, left, problem };
  } finally {
    await collector.close();
  }
}

/** The source that stands for a bucket and prefix named on the command line or by a caller of the library. */
export async function commandSource(sql: Sql, { bucket, prefix }: { bucket: string; prefix: string }): Promise<string> {
  const { aws } = env();
  if (aws === null) {
    throw new InvalidInputError(
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are missing. Set them, and AWS_REGION or AWS_ENDPOINT where the bucket needs it.",
    );
  }
  const { organizationId } = await requireServerTeam(sql);
  return await ensureCommandSource(sql, {
    organizationId,
    name: commandName(`s3://${bucket}/${prefix}`),
    kind: "s3",
    definition: {
      connection: { bucket, region: aws.region, endpoint: aws.endpoint, credentials: "environment" },
      prefix,
      intervalS: null,
    },
  });
}

/** A name is shorter than a prefix may be; what is cut off still counts. */
function commandName(address: string): string {
  if (address.length <= LONGEST_NAME) return address;
  const digest = createHash("sha256").update(address).digest("hex").slice(0, 12);
  return `${address.slice(0, LONGEST_NAME - 13)}#${digest}`;
}

/**
 * Takes one file of this machine in, as the team that owns the server, and resolves when it is read. Content that is
 * known already gives the file that has it.
 * @throws NotFoundError, InvalidInputError (empty, too large, unreadable), UnavailableError
 */
export async function processLocalFile(
  path: string,
  { log = () => undefined, isEnding = () => false }: ProcessOptions = {},
): Promise<CollectedFile> {
  const collector = await openCollector({ log, isEnding });
  const { ports, files } = collector;
  try {
    const { organizationId, ownerId } = await requireServerTeam(ports.sql);
    const source = hashingSource(await localFile(path));
    for await (const _ of source.open(0)) {
      // Hashing is what the source does while it is read.
    }
    const { sha256, sizeBytes } = source.digest() ?? { sha256: "", sizeBytes: 0 };
    const sender = { userId: ownerId, organizationId, memberships: [{ organizationId, role: "owner" as const }] };
    const input = { name: basename(path), sizeBytes, sha256, source: "cli" as const };
    const received = await receive({ sender, input }, { sql: ports.sql, newId: randomUUID });
    const fileId = received.kind === "duplicate" ? received.duplicateOf.id : received.file.id;
    if (received.kind === "upload") {
      if (!received.isStored)
        await putObject(received.object, Readable.toWeb(Readable.from(source.open(0))) as ReadableStream<Uint8Array>);
      await complete({ fileId, sender: null }, ports);
    }
    const sweepAgain = sweeper(ports);
    for (;;) {
      const [file] = await readCollected(ports.sql, [fileId]);
      if (file === undefined) throw new InvalidInputError("The file was removed while it was read.");
      if (file.status === "completed" || file.status === "failed" || isEnding()) return file;
      await sweepAgain();
      await files.settle(PAUSE_MS);
    }
  } finally {
    await collector.close();
  }
}

async function requireServerTeam(sql: Sql): Promise<{ organizationId: string; ownerId: string }> {
  const team = await findServerTeam(sql);
  if (team !== null) return team;
  throw new InvalidInputError(
    "Nobody has set this Sluice up yet, so there is no team to read for. Open it in a browser first.",
  );
}
