import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { LaneRule, LaneRules } from "#lib/model/lane-rule.ts";
import { type ApiStack, startApiStack, type TestPerson } from "../../../_testing/api-stack.ts";
import { request, rowOf, sent, text } from "../../../_testing/intake-kit.ts";
import { POST as apply } from "./apply/route.ts";
import { GET as read, PUT as save } from "./route.ts";
import { POST as tryOut } from "./test/route.ts";

let stack: ApiStack;
let owner: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0, is_paused = true`;
});
afterAll(async () => {
  await stack.sql`update public.lane_settings set is_paused = false`;
  await stack.close();
});
beforeEach(async () => {
  owner = await stack.person("owner");
  viewer = await stack.person("viewer", owner.organizationId);
  stranger = await stack.person("owner");
});

async function answer(response: Response) {
  return { status: response.status, body: await response.json() };
}
function init(method: string, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}
const rulesOf = async (who: TestPerson) => (await answer(await read(request("/api/v1/lanes/rules", who)))).body;
const saved = async (who: TestPerson | null, body: unknown) =>
  answer(await save(request("/api/v1/lanes/rules", who, init("PUT", body))));
const tried = async (who: TestPerson, body: unknown) =>
  answer(await tryOut(request("/api/v1/lanes/rules/test", who, init("POST", body))));
const applied = async (who: TestPerson) =>
  answer(await apply(request("/api/v1/lanes/rules/apply", who, { method: "POST" })));

function rule(condition: LaneRule["condition"], more: Partial<LaneRule> = {}): LaneRule {
  return { id: "r", name: "Payments", lane: "high", because: "payments come first", isOn: true, condition, ...more };
}
const otherwise = { lane: "low", because: "nothing urgent in sight" } as const;
const only = (condition: LaneRule["condition"]): LaneRules => ({ rules: [rule(condition)], otherwise });
const PAYMENTS = only({ content: { texts: ["payment FAILED"] } });

describe("lane rules", () => {
  it("are the shipped ones until a team saves its own, and are another team's never", async () => {
    const shipped = await rulesOf(owner);
    expect(shipped).toMatchObject({ version: 0, isShipped: true });
    expect(shipped.rules.map(({ name }: LaneRule) => name)).toContain("Failed enrollments");
    expect((await saved(owner, { ...PAYMENTS, version: 0 })).status).toBe(200);
    expect(await rulesOf(viewer)).toMatchObject({ isShipped: false, rules: [{ name: "Payments" }], otherwise });
    expect((await rulesOf(stranger)).isShipped).toBe(true);
    const [record] = await stack.sql`
      select actor, from_rules, to_rules from public.lane_rule_changes where organization_id = ${owner.organizationId}`;
    expect(record).toMatchObject({ actor: owner.userId, from_rules: null, to_rules: { otherwise } });
  });

  it("are saved by admins only, and not over somebody else's change", async () => {
    expect((await saved(viewer, { ...PAYMENTS, version: 0 })).status).toBe(403);
    expect((await saved(null, { ...PAYMENTS, version: 0 })).status).toBe(401);
    const first = await saved(owner, { ...PAYMENTS, version: 0 });
    const late = await saved(owner, { ...PAYMENTS, version: 0 });
    expect(late).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining("Somebody else") } } });
    expect((await saved(owner, { ...PAYMENTS, version: first.body.version })).status).toBe(200);
  });

  it.each<[string, unknown, string]>([
    ["a pattern that does not end", only({ content: { patterns: ["(a"] } }), "missing closing )"],
    ["a lookahead", only({ content: { patterns: ["a(?=b)"] } }), "Lookahead and lookbehind are not available"],
    ["a pattern that explodes", only({ content: { patterns: ["((a{1,50}){1,20}b){1,20}"] } }), "Rule 1, Payments"],
    ["a rule for everything", only({}), "at least one condition"],
    ["sizes that no file has", only({ minBytes: 2, maxBytes: 1 }), "smallest size must not exceed"],
    ["an empty text", only({ content: { texts: [""] } }), "would match everything"],
  ])("refuse %s and say what is wrong", async (_case, rules, message) => {
    const refused = await saved(owner, { ...(rules as LaneRules), version: 0 });
    expect(refused).toMatchObject({ status: 422, body: { error: { message: expect.stringContaining(message) } } });
  });

  it("decide the lane of the files that come next, with the line that decided", async () => {
    await saved(owner, { ...PAYMENTS, version: 0 });
    const row = await rowOf(stack, await sent(stack, owner, text()));
    expect(row.lane).toBe("high");
    expect(row.lane_reason).toMatch(/payments come first, ".*payment failed.*" \(line 1\)\. Rule: Payments\.$/);
  });

  it("ask for deployment, device and source too", async () => {
    const { rules } = only({ deployments: ["pilot*"], devices: ["WS-*"], sources: ["upload"] });
    await saved(owner, { rules, otherwise, version: 0 });
    const pilot = await sent(stack, owner, text(), { deployment: "Pilot 1", device: "ws-118" });
    const other = await sent(stack, owner, text(), { deployment: "Pilot 1", device: "LT-1" });
    expect((await rowOf(stack, pilot)).lane).toBe("high");
    expect((await rowOf(stack, other)).lane).toBe("low");
  });
});

describe("trying rules", () => {
  it("tells which of the last files would move, and which of those hold an error, and changes nothing", async () => {
    const failing = await sent(stack, owner, text());
    const chosen = await sent(stack, owner, text(), { lane: "medium" });
    await saved(owner, { ...PAYMENTS, version: 0 });
    const { status, body } = await tried(viewer, { rules: [], otherwise });
    expect(status).toBe(200);
    expect(body).toMatchObject({ files: 2, chosen: 1, otherwise: 2, isWhole: true, waiting: 1 });
    expect(body).toMatchObject({ before: { high: 1, medium: 1, low: 0 }, after: { high: 0, medium: 1, low: 1 } });
    expect(body.moves).toMatchObject([
      {
        fileId: failing,
        from: "high",
        to: "low",
        ruleId: null,
        error: { line: 1, text: expect.stringContaining("50") },
      },
    ]);
    expect((await rowOf(stack, chosen)).lane).toBe("medium");
    expect((await tried(stranger, { rules: [], otherwise })).body.files).toBe(0);
    expect((await tried(viewer, only({ content: { patterns: ["["] } }))).status).toBe(422);
  });
});

describe("applying rules to waiting files", () => {
  it("moves them with a record and a reason, but not those whose lane a person chose, once", async () => {
    const waiting = await sent(stack, owner, text());
    const chosen = await sent(stack, owner, text(), { lane: "medium" });
    const before = (await rowOf(stack, waiting)).lane;
    await saved(owner, { ...PAYMENTS, version: 0 });
    expect((await rowOf(stack, waiting)).lane).toBe(before);
    expect((await applied(viewer)).status).toBe(403);
    expect(await applied(owner)).toMatchObject({ status: 200, body: { looked: 1, moved: 1 } });
    expect(await applied(owner)).toMatchObject({ body: { looked: 1, moved: 0 } });
    expect((await rowOf(stack, waiting)).lane).toBe("high");
    expect((await rowOf(stack, chosen)).lane).toBe("medium");
    const [event] = await stack.sql`
      select actor, reason, details from public.processing_events where file_id = ${waiting} and kind = 'moved'`;
    expect(event).toMatchObject({ actor: owner.userId, details: { from: before, to: "high" } });
    expect(event?.reason).toContain("payments come first");
  });
});
