/** Records are asked for by pages of this size; stored records never change, so a full page is asked for once. */
export const PAGE_RECORDS = 200;
/** As many rows as can be above or below the one at which a log opens. */
const AROUND = 60;

/** A page that was not full is another page when the file has grown. */
export function recordPageKey({ fileId, page, total }: { fileId: string; page: number; total: number }) {
  return ["records", fileId, page, Math.min(PAGE_RECORDS, total - page * PAGE_RECORDS)] as const;
}

/** All of one record. */
export function recordKey({ fileId, recordNumber }: { fileId: string; recordNumber: number }) {
  return ["record", fileId, recordNumber] as const;
}

export function firstRecordOf(page: number): number {
  return page * PAGE_RECORDS + 1;
}

/** The pages (from 0) with the records that are seen when a log of `total` opens at `openAt`. */
export function pagesAround(openAt: number, total: number): number[] {
  const first = Math.floor(Math.max(0, openAt - 1 - AROUND) / PAGE_RECORDS);
  const last = Math.floor(Math.max(0, Math.min(total, openAt + AROUND) - 1) / PAGE_RECORDS);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
