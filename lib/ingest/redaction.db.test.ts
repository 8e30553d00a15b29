import { createHash } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, inject, test } from "vitest";
import { DEFAULT_REDACTION_RULES, type RedactionRules } from "#lib/model/redaction.ts";
import { connect } from "#lib/platform/database.ts";
import { createOrganization, createRunningFile } from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep } from "./ingest-step.ts";
import { closeWarmSessions } from "./warm-sessions.ts";

const sql = connect({ url: inject("databaseUrl") });
afterEach(() => closeWarmSessions());
afterAll(() => sql.end());

const SECRET = "S3cretvalue9";
const lines = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({ level: 30, time: 1_795_305_600_000 + i, msg: `login of avery${i}@example.com`, password: SECRET }),
  ).join("\n");

async function ingest(rules: unknown, text = lines(3)) {
  const organization = await createOrganization(sql);
  if (rules !== null) {
    await sql`insert into public.redaction_rules (organization_id, rules) values (${organization.id}, ${sql.json(rules as RedactionRules)})`;
  }
  const bytes = new TextEncoder().encode(`${text}\n`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = await createRunningFile(sql, organization, { sizeBytes: bytes.length, sha256 });
  const ports = { sql, openSource: () => bytesSource(bytes), now: Date.now };
  for (;;) {
    const { status } = await ingestStep({ fileId: file.id, dispatch: 1, budgetMs: 0 }, ports);
    if (status !== "continue") break;
    closeWarmSessions();
  }
  const [row] = await sql`select status, error, redaction_counts from public.log_files where id = ${file.id}`;
  const entries = await sql`
    select body, attributes, byte_offset::int, byte_length from logs.log_entries where file_no = ${file.no} order by record_no`;
  const chunks = await sql<{ bytes: Uint8Array }[]>`
    select bytes from logs.log_chunks where file_no = ${file.no} order by chunk_no`;
  const raw = Buffer.concat(chunks.map((chunk) => zstdDecompressSync(chunk.bytes)));
  return { organization, row, entries, raw, bytes };
}

describe("ingestStep", () => {
  test("stores no password by default, neither in the record nor in its raw bytes, and counts them", async () => {
    const { row, entries, raw, bytes } = await ingest(null);
    expect(row).toMatchObject({ status: "completed", redaction_counts: { password: 3 } });
    expect(entries[0]?.attributes).toMatchObject({ password: "*password***" });
    expect(entries[0]?.body).toBe("login of avery0@example.com");
    expect(raw.toString()).not.toContain(SECRET);
    expect(raw).toHaveLength(bytes.length);
  });

  test("leaves every record where it was in the file", async () => {
    const { entries, raw } = await ingest(null);
    for (const { byte_offset: at, byte_length: length, body } of entries) {
      expect(raw.subarray(at, at + length).toString()).toContain(body);
    }
  });

  test("hashes by the team's own key: the same within a team, another in another team", async () => {
    const rules = { ...DEFAULT_REDACTION_RULES, builtIn: { ...DEFAULT_REDACTION_RULES.builtIn, password: "hash" } };
    const first = await ingest(rules);
    const hashes = new Set(first.entries.map(({ attributes }) => attributes.password));
    expect(hashes.size).toBe(1);
    expect([...hashes][0]).toMatch(/^#[0-9a-f]{11}$/);
    const second = await ingest(rules);
    expect(second.entries[0]?.attributes.password).not.toBe([...hashes][0]);
  });

  test("keeps everything when all rules are off", async () => {
    const off = { builtIn: { password: "off", token: "off", email: "off", ipv4: "off", ipv6: "off" }, own: [] };
    const { row, raw, bytes } = await ingest(off);
    expect(row?.redaction_counts).toEqual({});
    expect(raw.equals(bytes)).toBe(true);
  });

  test("counts the same over many steps, each opened anew", async () => {
    const { row } = await ingest(null, lines(20_000));
    expect(row?.redaction_counts).toEqual({ password: 20_000 });
  });

  test("reads nothing by rules that can't be used, and says what to do", async () => {
    const { row, entries } = await ingest({
      ...DEFAULT_REDACTION_RULES,
      own: [{ name: "badge", pattern: "(", mode: "mask" }],
    });
    expect(row?.status).toBe("failed");
    expect(row?.error.message).toContain("Mend them in Settings / Redaction");
    expect(entries).toHaveLength(0);
  });
});
