import { expect, test } from "vitest";
import { decodeFrame, encodeFrame } from "./frame.ts";

const frame = { joinRef: "1", ref: "2", topic: "realtime:org:7", event: "phx_join", payload: { config: {} } };

test.each(["1.0.0", "2.0.0"] as const)("a frame of version %s comes back as it was", (version) => {
  expect(decodeFrame(Buffer.from(encodeFrame(frame, version)), false, version)).toEqual(frame);
});

test("a heartbeat has no join reference", () => {
  const heartbeat = Buffer.from('[null,"9","phoenix","heartbeat",{}]');
  expect(decodeFrame(heartbeat, false, "2.0.0")).toMatchObject({ joinRef: null, ref: "9", event: "heartbeat" });
});

test("a client's broadcast is read from its binary frame", () => {
  const texts = ["3", "4", "realtime:größe", "hi", '{"persist":true}'].map((text) => Buffer.from(text));
  const body = Buffer.from('{"n":1}');
  const data = Buffer.concat([Buffer.from([3, ...texts.map((text) => text.length), 1]), ...texts, body]);
  expect(decodeFrame(data, true, "2.0.0")).toEqual({
    joinRef: "3",
    ref: "4",
    topic: "realtime:größe",
    event: "broadcast",
    payload: { type: "broadcast", event: "hi", payload: { n: 1 } },
  });
});

test.each([
  ["{}", false],
  ["[1,2,3,4,5]", false],
  ["no json", false],
  ["\u0007", true],
  ["", true],
])("%j (binary: %s) is refused", (text, isBinary) => {
  expect(() => decodeFrame(Buffer.from(text), isBinary, "2.0.0")).toThrow();
});
