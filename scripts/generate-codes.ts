import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NAMES_FILES, namesFile } from "./codes/names-file.ts";
import { byNumber, readHeader } from "./codes/read-header.ts";

const USAGE = `Usage: npm run generate:codes -- <include folder> <package and version>

Writes lib/codes/names/*-names.ts from the headers of Debian's package mingw-w64-common:
  apt-get download mingw-w64-common && dpkg -x mingw-w64-common_*.deb headers
  npm run generate:codes -- headers/usr/share/mingw-w64/include "mingw-w64-common 10.0.0-3"
The same headers always give the same files.`;

/** Writes one file of names for each header. Returns the exit code. */
function main(args: readonly string[]): number {
  const [folder, from] = args;
  if (folder === undefined || from === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  let count = 0;
  for (const file of NAMES_FILES) {
    const codes = byNumber(readHeader(readFileSync(join(folder, file.header), "latin1"), file.isCode));
    const target = new URL(`../lib/codes/names/${file.header.replace(/\.h$/, "")}-names.ts`, import.meta.url);
    writeFileSync(target, namesFile(file, from, codes));
    process.stdout.write(`${file.header}: ${codes.length} names\n`);
    count += codes.length;
  }
  process.stdout.write(`${count} names\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
