import { describe, expect, it } from "vitest";
import { rolesOf } from "./mapped-keys.ts";
import { createMappedParser } from "./mapped-record.ts";

const parser = () =>
  createMappedParser({
    roles: rolesOf({
      time: ["timestamp", "ts"],
      level: ["level"],
      message: ["message", "msg"],
      status: ["status", "http.response.status"],
      constant: ["env", "region"],
    }),
  });

function parsed(object: object) {
  const text = JSON.stringify(object);
  const record = parser().parse({ text, byteOffset: 0, byteLength: text.length });
  if (record.kind === "reject") throw new Error(record.reason);
  return record;
}

describe("createMappedParser", () => {
  it("takes the surest key of a role and keeps the others", () => {
    expect(parsed({ msg: "b", message: "a", ts: 1_760_000_001, timestamp: 1_760_000_000 })).toMatchObject({
      body: "a",
      timeUs: 1_760_000_000_000_000,
      attributes: { msg: "b", ts: 1_760_000_001 },
    });
  });

  it("goes on to the next time when the surest can't be read, and keeps that one", () => {
    const record = parsed({ timestamp: "soon", ts: 1_760_000_000, message: "m" });
    expect(record).toMatchObject({ timeUs: 1_760_000_000_000_000, attributes: { timestamp: "soon" } });
    expect(record.timeText).toBeUndefined();
    expect(record.attributes).not.toHaveProperty("ts");
  });

  it("keeps the text of a time that can't be read when there is no other", () => {
    expect(parsed({ timestamp: "soon", message: "m" })).toMatchObject({ timeUs: null, timeText: "soon" });
  });

  it("finds keys within objects, however deep the table says", () => {
    expect(parsed({ message: "m", http: { response: { status: 503, size: 9 } } })).toMatchObject({
      httpStatusCode: 503,
      severityNumber: 17,
      attributes: { http: { response: { size: 9 } } },
    });
  });

  it("gives one object for equal constants", () => {
    const one = parser();
    const piece = (n: number) => ({ text: `{"env":"a","region":"b","n":${n}}`, byteOffset: 0, byteLength: 1 });
    const [first, second] = [one.parse(piece(1)), one.parse(piece(2))];
    if (first.kind === "reject" || second.kind === "reject") throw new Error("rejected");
    expect(first.sharedAttributes).toEqual({ env: "a", region: "b" });
    expect(second.sharedAttributes).toBe(first.sharedAttributes);
  });

  it("keeps a status that is none as what it is", () => {
    expect(parsed({ message: "m", status: 7 })).toMatchObject({ attributes: { status: 7 } });
  });
});
