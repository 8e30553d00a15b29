const LINES = 8;
const LINES_BEFORE = 5;

/** Which records are quoted around a line, and the key of the query that has them. */
export function excerptOf({ fileId, recordNumber }: { fileId: string; recordNumber: number }) {
  const from = Math.max(1, recordNumber - LINES_BEFORE);
  return { queryKey: ["excerpt", fileId, from] as const, from, count: LINES };
}
