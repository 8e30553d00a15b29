import { expect, test } from "vitest";
import { filesInWords } from "./files-in-words.ts";
import { queueAddressOf } from "./queue-address.ts";

test.each([
  ["tab=dead-letters", 1, "1 failed file"],
  ["tab=dead-letters&format=cmtrace", 12, "12 failed CMTrace files"],
  ["", 1204, "1,204 unfinished files"],
  ["state=waiting&lane=low", 148, "148 waiting Low files"],
  ["state=running,retrying", 3, "3 running or retrying files"],
  ["tab=completed&format=msi,pino,plain", 7, "7 finished MSI verbose, pino JSON or Plain text files"],
  [
    "tab=dead-letters&source=api&deployment=Wave+7&device=LT-22&text=enroll",
    2,
    "2 failed files sent by the API of Wave 7 from LT-22 with “enroll” in a name",
  ],
])("%s with %d is “%s”", (address, count, words) => {
  expect(filesInWords({ filter: queueAddressOf(new URLSearchParams(address)).filter, count })).toBe(words);
});
