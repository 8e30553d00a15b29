import { existsSync, readFileSync } from "node:fs";

const CORPUS = new URL("../../../shared/corpus/", import.meta.url);

/** Real logs lie beside the checkout on some machines only; they are never copied into it. */
export const hasCorpus = existsSync(CORPUS);
if (!hasCorpus) console.info("No ../shared/corpus beside the checkout: tests against real logs are skipped.");

export function corpusText(path: string): string {
  const bytes = readFileSync(new URL(path, CORPUS));
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}
