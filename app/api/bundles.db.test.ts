import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { tarOf, zipOf } from "#lib/streams/archives.test-kit.ts";
import type { TestPerson } from "./_testing/api-stack.ts";
import {
  ask,
  everythingOf,
  expectNothingStuck,
  pinoLines,
  sendAndRead,
  startWholeStack,
  type WholeStack,
} from "./_testing/whole-stack.ts";

// An archive on its whole way: API, Storage, queue, engine, unpacking, and each member after it.
let stack: WholeStack;
let ann: TestPerson;
beforeAll(async () => {
  stack = await startWholeStack();
  ann = await stack.person("operator");
});
afterAll(() => stack.close());
afterEach(() => expectNothingStuck(stack));

interface Member {
  name: string;
  problem: string | null;
  file: { id: string; state: string; format: string; records: number } | null;
}

async function membersOf(fileId: string, person = ann): Promise<Member[]> {
  const { body } = await ask(stack, person, `/api/v1/files/${fileId}`);
  return (body as unknown as { file: { members: Member[] } }).file.members;
}

/** The members once all of them, and those of archives in it, have ended. */
async function unpacked(fileId: string): Promise<Member[]> {
  await vi.waitFor(
    async () => {
      const left = await stack.sql`
        select id from public.log_files where bundle_root_id = ${fileId} and status in ('pending', 'processing')`;
      expect(left).toHaveLength(0);
    },
    { timeout: 30_000, interval: 100 },
  );
  return await membersOf(fileId);
}

it("a diagnostics zip is one device, and each of its members is read as a file of its own", async () => {
  const first = pinoLines(300, "bundle first");
  const second = pinoLines(200, "bundle second");
  const bytes = zipOf([
    { name: "logs/first.log", content: first },
    { name: "../../second.log.gz", content: gzipSync(second) },
    { name: "inner.tar", content: tarOf([{ name: "third.log", content: pinoLines(100, "bundle third") }]) },
    { name: "locked.log", content: "x", isEncrypted: true },
  ]);
  const fileId = await sendAndRead(stack, ann, { name: "DiagLogs-FIN-LT-0147.zip", bytes });
  const members = await unpacked(fileId);
  expect(members).toMatchObject([
    { name: "logs/first.log", file: { state: "completed", format: "pino", records: 300 } },
    { name: "../../second.log.gz", file: { state: "completed", format: "pino", records: 200 } },
    { name: "inner.tar", file: { state: "completed", format: "bundle" } },
    { name: "locked.log", file: null, problem: expect.stringContaining("encrypted") },
  ]);
  const found = await everythingOf(stack, String(members[0]?.file?.id));
  expect(found.bytes.equals(first)).toBe(true);
  const inner = await unpacked(String(members[2]?.file?.id));
  expect(inner).toMatchObject([{ name: "third.log", file: { state: "completed", records: 100 } }]);
  const { body } = await ask(stack, ann, "/api/v1/files?limit=50");
  const listed = (body as unknown as { files: { id: string; bundle: object | null; unpacked: object | null }[] }).files;
  expect(listed.find(({ id }) => id === fileId)).toMatchObject({ bundle: null, unpacked: { files: 3, stopped: 0 } });
  expect(listed.find(({ id }) => id === members[0]?.file?.id)).toMatchObject({
    bundle: { id: fileId, name: "DiagLogs-FIN-LT-0147.zip" },
    unpacked: null,
  });
  const devices = await stack.sql`
    select distinct v.name from public.log_files f left join public.devices v on v.id = f.device_id
    where f.id = ${fileId} or f.bundle_root_id = ${fileId}`;
  expect(devices).toEqual([{ name: "FIN-LT-0147" }]);
  const stranger = await stack.person("owner");
  expect((await ask(stack, stranger, `/api/v1/files/${members[0]?.file?.id}`)).status).toBe(404);
});

it("a compressed tar is a bundle too, and a single compressed file is none", async () => {
  const bytes = gzipSync(tarOf([{ name: "app.log", content: pinoLines(50, "in tar") }]));
  const fileId = await sendAndRead(stack, ann, { name: "logs.tgz", bytes });
  expect(await unpacked(fileId)).toMatchObject([{ name: "app.log", file: { state: "completed", records: 50 } }]);
  const twice = gzipSync(gzipSync(pinoLines(50, "twice")));
  const { file } = await everythingOf(stack, await sendAndRead(stack, ann, { name: "app.log.gz.gz", bytes: twice }));
  expect(file).toMatchObject({ status: "completed", container: "gzip in gzip", record_count: 50 });
});
