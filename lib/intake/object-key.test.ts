import { expect, it } from "vitest";
import { objectKey } from "./object-key.ts";

it.each([
  ["a plain name stays as it is", "setup-2.log", "setup-2.log"],
  ["a folder is dropped", "logs/2026/setup.log", "setup.log"],
  ["a Windows folder is dropped", "C:\\Windows\\Temp\\setup.log", "setup.log"],
  ["accents lose their marks", "Übersicht é.log", "Ubersicht_e.log"],
  ["other scripts become one underscore", "日本語 #1.log", "_1.log"],
  ["characters that storage refuses are replaced", "a%b~c[1].log", "a_b_c_1_.log"],
  ["a name of dots can't climb", "../..", "_"],
  ["a hidden file keeps no leading dot", ".env.log", "_env.log"],
  ["an empty name becomes file", "///", "file"],
  ["a long name keeps its extension", `${"x".repeat(300)}.log.gz`, `${"x".repeat(113)}.log.gz`],
])("%s", (_name, name, expected) => {
  expect(objectKey({ organizationId: "o", fileId: "f", name })).toBe(`o/f/${expected}`);
});
