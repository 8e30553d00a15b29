export interface RequestLine {
  method: string;
  url: string;
  /** "1.1" of HTTP/1.1; empty when the line has none (HTTP/0.9). */
  version: string;
}

const METHOD = /^[A-Z][A-Z_-]{0,30}$/;

/** Reads `GET /path HTTP/1.1`; null for what clients send that is no request: TLS handshakes, nothing at all. */
export function readRequestLine(text: string): RequestLine | null {
  const methodEnd = text.indexOf(" ");
  if (methodEnd <= 0) return null;
  const method = text.slice(0, methodEnd);
  if (!METHOD.test(method)) return null;
  const protocolAt = text.lastIndexOf(" ");
  const hasProtocol = protocolAt > methodEnd && text.startsWith("HTTP/", protocolAt + 1);
  const url = text.slice(methodEnd + 1, hasProtocol ? protocolAt : undefined).trimEnd();
  return url === "" ? null : { method, url, version: hasProtocol ? text.slice(protocolAt + 6) : "" };
}
