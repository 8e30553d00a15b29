import { describe, expect, it } from "vitest";
import {
  type KeptSecret,
  type SourceRights,
  sourceProblem,
  sourceSaveSchema,
  sourceTestSchema,
} from "./source-body.ts";

const TEAM = "3e0a8c52-6a34-4c7a-9d3f-6f1f0a2b4c5d";
const SERVER: SourceRights = { organizationId: TEAM, isServerTeam: true };
const OTHER: SourceRights = { organizationId: TEAM, isServerTeam: false };
const KEYS = { accessKeyId: "AK", secretAccessKey: "sk" };
const folder = { kind: "folder", definition: { connection: { path: "/logs" } } };
const inbox = (prefix: string) => ({
  kind: "bucket",
  definition: { connection: { bucket: "deployment-logs" }, prefix },
});
const s3 = (connection: object = {}) => ({ kind: "s3", definition: { connection: { bucket: "logs", ...connection } } });
const environment = { credentials: "environment" };
const elsewhere = { endpoint: "https://s3.example.com" };
const KEPT: KeptSecret = { hasSecret: true, endpoint: null };

describe("sourceProblem", () => {
  it.each<[string, object, SourceRights, KeptSecret | null, string | null]>([
    ["a folder for the team of the server", folder, SERVER, null, null],
    ["no folder for another team", folder, OTHER, null, "kind"],
    ["no keys with a folder", { ...folder, secret: KEYS }, SERVER, null, "secret"],
    ["the own inbox", inbox(`${TEAM}/inbox/`), OTHER, null, null],
    ["a part of the own inbox", inbox(`${TEAM}/inbox/eu/`), OTHER, null, null],
    ["nobody else's inbox", inbox("11111111-6a34-4c7a-9d3f-6f1f0a2b4c5d/inbox/"), OTHER, null, "definition.prefix"],
    ["not the whole bucket", inbox(""), SERVER, null, "definition.prefix"],
    ["no uploads of the own team", inbox(`${TEAM}/`), OTHER, null, "definition.prefix"],
    ["S3 with keys", { ...s3(), secret: KEYS }, OTHER, null, null],
    ["no S3 without keys", s3(), OTHER, null, "secret"],
    ["S3 with kept keys", s3(), OTHER, KEPT, null],
    ["no S3 whose keys are taken away", { ...s3(), secret: null }, OTHER, KEPT, "secret"],
    ["no kept keys for another endpoint", s3(elsewhere), OTHER, KEPT, "secret"],
    ["new keys for another endpoint", { ...s3(elsewhere), secret: KEYS }, OTHER, KEPT, null],
    ["the environment's keys for the team of the server", s3(environment), SERVER, null, null],
    ["them for no other team", s3(environment), OTHER, null, "definition.connection.credentials"],
    ["not both kinds of keys", { ...s3(environment), secret: KEYS }, SERVER, null, "secret"],
  ])("has %s", (_name, body, rights, kept, field) => {
    expect(sourceProblem(sourceTestSchema.parse(body), rights, kept)?.field ?? null).toBe(field);
  });
});

describe("sourceSaveSchema", () => {
  const save = (more: object) => sourceSaveSchema.safeParse({ name: "App logs", basedOn: 0, ...folder, ...more });
  const fields = (more: object) => save(more).error?.issues.map(({ path }) => path.join("."));

  it("gives the definition with its kind and what was not said", () => {
    const definition = { kind: "folder", connection: { path: "/logs" }, prefix: "", include: [], intervalS: 300 };
    expect(save({}).data).toMatchObject({ name: "App logs", definition });
  });

  it.each([
    ["an empty name", { name: "  " }, ["name"]],
    ["no folder", { definition: { connection: { path: "" } } }, ["definition.connection.path"]],
    ["a definition of another kind", s3(), ["definition.connection"]],
    ["a pattern that is none", { definition: { ...folder.definition, fromKey: "<host>" } }, ["definition.fromKey"]],
    ["too short an interval", { definition: { ...folder.definition, intervalS: 1 } }, ["definition.intervalS"]],
    ["a part of the keys", { secret: { accessKeyId: "AK" } }, ["secret.secretAccessKey"]],
  ])("names the field of %s", (_name, more, expected) => {
    const found = "kind" in more ? fields({ ...more, kind: "folder" }) : fields(more);
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(expected[0] ?? "")]));
  });
});
