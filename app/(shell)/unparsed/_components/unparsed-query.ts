import { z } from "zod";

const FORMAT_ID = /^[a-z][a-z0-9-]{0,59}$/;

/** What the address of the page says: what is shown, and so what a link to it shows to somebody else. */
export interface UnparsedQuery {
  kind?: "reject" | "exception";
  format?: string;
  reason?: string;
  fileId?: string;
  /** Where the rows go on. */
  before?: number;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Whatever makes no sense counts as absent. */
export function unparsedQuery(params: SearchParams): UnparsedQuery {
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined);
  const kind = text("kind");
  const format = text("format");
  const fileId = text("file");
  const before = Number(text("before"));
  const query: UnparsedQuery = {};
  if (kind === "reject" || kind === "exception") query.kind = kind;
  if (format !== undefined && FORMAT_ID.test(format)) query.format = format;
  if (fileId !== undefined && z.guid().safeParse(fileId).success) query.fileId = fileId;
  const reason = text("reason")?.slice(0, 2000).replaceAll("\0", "");
  if (reason !== undefined && reason !== "") query.reason = reason;
  if (Number.isSafeInteger(before) && before > 0) query.before = before;
  return query;
}

/** The address that shows this. */
export function unparsedHref({ kind, format, reason, fileId, before }: UnparsedQuery): string {
  const params = new URLSearchParams();
  if (kind !== undefined) params.set("kind", kind);
  if (format !== undefined) params.set("format", format);
  if (fileId !== undefined) params.set("file", fileId);
  if (reason !== undefined) params.set("reason", reason);
  if (before !== undefined) params.set("before", String(before));
  const search = params.toString();
  return search === "" ? "/unparsed" : `/unparsed?${search}`;
}
