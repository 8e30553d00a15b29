import { expect, it } from "vitest";
import type { Installation } from "#lib/model/log-file.ts";
import { causeOf } from "./cause-of.ts";

const failed = (text: string, own: { code?: string | null; exitCode?: string | null; product?: string } = {}) =>
  ({
    product: own.product ?? "Tallybook 4.2.0",
    attempt: 1,
    outcome: "failed",
    exitCode: own.exitCode ?? "1603",
    startedAtUs: null,
    finishedAtUs: null,
    firstFailingLine: { recordNumber: 7, byteOffset: 0, timestampUs: null, text, code: own.code ?? null },
  }) satisfies Installation;
const cause = (installation: Installation) => causeOf("installation-failed", installation);

it.each([
  [
    "the code, whatever the line says around it",
    failed("GrantAcl: error 0x80070534 on LT-1", { code: "0x80070534" }),
    failed("SetAcl: 0X80070534", { code: "0x80070534" }),
  ],
  [
    "the line, without numbers, GUIDs and spacing",
    failed("MSI (s) (5C:1C)  {11111111-2222-3333-4444-555555555555} failed after 12 s"),
    failed("MSI (s) (5C:1C) {99999999-2222-3333-4444-555555555555} failed after 4711 s"),
  ],
  [
    "the exit code when no line explains it",
    { ...failed(""), firstFailingLine: null },
    { ...failed(""), firstFailingLine: null },
  ],
])("two failures have the same cause by %s", (_case, one, other) => {
  expect(cause(one)).toBe(cause(other));
});

it.each([
  ["products", failed("x", { code: "1" }), failed("x", { code: "1", product: "Tallybook 4.3.0" })],
  ["codes", failed("x", { code: "1" }), failed("x", { code: "2" })],
  ["lines", failed("disk full"), failed("no such service")],
  [
    "exit codes",
    { ...failed("", { exitCode: "1603" }), firstFailingLine: null },
    { ...failed("", { exitCode: "1618" }), firstFailingLine: null },
  ],
])("different %s are different causes", (_case, one, other) => {
  expect(cause(one)).not.toBe(cause(other));
});
