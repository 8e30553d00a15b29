import { describe, expect, it } from "vitest";
import { parseSourceDefinition } from "#lib/model/source.ts";
import { sourceSaveSchema, sourceTestSchema } from "#lib/model/source-body.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { draftOf, newDraft, type SourceDraft, saveBodyOf, trialBodyOf, withEndpoint } from "./draft.ts";

const TEAM = "3e0a8c52-6a34-4c7a-9d3f-6f1f0a2b4c5d";

function saved(kind: "s3" | "bucket" | "folder", definition: object): SourceItem {
  return { name: "App logs", kind, definition: parseSourceDefinition(kind, definition) } as SourceItem;
}
const definitionOf = (draft: SourceDraft) => sourceSaveSchema.parse(saveBodyOf(draft, 1)).definition;
const fieldsOf = (draft: SourceDraft) =>
  sourceSaveSchema.safeParse(saveBodyOf(draft, 1)).error?.issues.map(({ path }) => path.join("."));

describe("a draft", () => {
  it.each<["s3" | "bucket" | "folder", object]>([
    ["folder", { connection: { path: "/logs" }, include: ["*.log", "*.gz"], startAt: "2026-05-02T10:30:00Z" }],
    ["bucket", { connection: { bucket: "deployment-logs" }, prefix: `${TEAM}/inbox/`, intervalS: 45, lane: "low" }],
    [
      "s3",
      {
        connection: { bucket: "logs", endpoint: "https://s3.example.com", credentials: "environment" },
        fromKey: "<deployment>/<device>/...",
        after: "tag",
        maxObjectsPerS: 0.5,
        maxBytesPerS: 1_572_864,
      },
    ],
  ])("of a saved %s is saved as the same again", (kind, definition) => {
    const item = saved(kind, definition);
    const again = definitionOf(draftOf(item, TEAM));
    expect({ ...again, startAt: again.startAt && Date.parse(again.startAt) }).toEqual({
      ...item.definition,
      startAt: item.definition?.startAt && Date.parse(item.definition.startAt),
    });
  });

  it("of a new inbox begins below the team's folder", () => {
    expect(definitionOf({ ...newDraft("bucket", TEAM), name: "EU" }).prefix).toBe(`${TEAM}/inbox/`);
  });

  it("holds no keys, and sends some only when they are typed", () => {
    const draft = draftOf(saved("s3", { connection: { bucket: "logs" } }), TEAM);
    expect(draft).toMatchObject({ accessKeyId: "", secretAccessKey: "" });
    expect(sourceTestSchema.parse(trialBodyOf(draft, TEAM)).secret).toBeUndefined();
    const typed = { ...draft, accessKeyId: " AK ", secretAccessKey: "sk" };
    const secret = { accessKeyId: "AK", secretAccessKey: "sk", sessionToken: null };
    expect(sourceTestSchema.parse(trialBodyOf(typed, TEAM)).secret).toEqual(secret);
    expect(sourceTestSchema.parse(trialBodyOf({ ...typed, credentials: "environment" }, null)).secret).toBeUndefined();
  });

  it.each<[Partial<SourceDraft>, string]>([
    [{ interval: "soon" }, "definition.intervalS"],
    [{ interval: "2 s" }, "definition.intervalS"],
    [{ maxMbPerS: "fast" }, "definition.maxBytesPerS"],
    [{ maxObjectsPerS: "-1" }, "definition.maxObjectsPerS"],
    [{ path: " " }, "definition.connection.path"],
    [{ name: "" }, "name"],
    [{ fromKey: "<host>/..." }, "definition.fromKey"],
  ])("with %j names the field", (change, field) => {
    expect(fieldsOf({ ...newDraft("folder", TEAM), name: "Logs", path: "/logs", ...change })).toEqual([field]);
  });
});

describe("withEndpoint", () => {
  const amazon = newDraft("s3", TEAM);

  it("takes what other servers want, and Amazon's again without one", () => {
    const other = withEndpoint(amazon, "http://127.0.0.1:4566");
    expect(other).toMatchObject({ forcePathStyle: true, checksums: "when_required" });
    expect(withEndpoint(other, "")).toMatchObject({ forcePathStyle: false, checksums: "when_supported" });
    expect(withEndpoint(amazon, "https://s3.eu-central-1.amazonaws.com")).toMatchObject({ forcePathStyle: false });
  });

  it("leaves what was chosen otherwise", () => {
    const chosen = { ...amazon, forcePathStyle: true };
    expect(withEndpoint(chosen, "https://s3.example.com")).toMatchObject({ checksums: "when_supported" });
  });
});
