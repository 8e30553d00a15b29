import { describe, expect, it } from "vitest";
import { encodeIn } from "#lib/streams/code-page.test-kit.ts";
import { decodeText } from "./decode-text.ts";

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from("\ufeffGröße"), "utf-8-bom", "Größe"],
    ["UTF-16", Buffer.from("\ufeffGröße\n", "utf16le"), "utf-16le-bom", "Größe\n"],
    ["a console's code page", encodeIn("ibm866", "Отказано в доступе"), "ibm866", "Отказано в доступе"],
    ["a line of UTF-8 in a code page", Buffer.from("Отказано в доступе"), "ibm866", "Отказано в доступе"],
    ["a broken line of UTF-8", Buffer.from("Gr\xf6\xdfe", "latin1"), "utf-8", "Größe"],
    ["a line that another program wrote into UTF-16", Buffer.from("done\r\n"), "utf-16le", "done\r\n"],
    ["a line of UTF-16 that another program wrote", Buffer.from("done\r\n", "utf16le"), "utf-8", "done\r\n"],
    ["a file of no known encoding", Buffer.from("done"), null, "done"],
  ])("reads %s", (_, bytes, encoding, text) => {
    expect(decodeText(bytes, encoding)).toBe(text);
  });
});
