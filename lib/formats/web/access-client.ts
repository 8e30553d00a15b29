/** Who asked, from what stands before the time of an access log line. */
export interface AccessClient {
  address?: string;
  user?: string;
  port?: number;
  /** Of identd; nobody has it, but Apache writes it. */
  identity?: string;
  /** The virtual host (and port) that was asked, where the format starts with it. */
  host?: string;
  /** First address of a list, as behind a proxy. */
  forwardedFor?: string;
}

/**
 * Reads `host ident user`, also with the virtual host in front (Apache's vhost_combined), with addresses of proxies, or
 * with fields left out. A user may hold spaces.
 */
export function readAccessClient(prefix: string): AccessClient {
  return readUsualClient(prefix) ?? readAnyClient(prefix);
}

/** `address - user`, as nearly every line has it, without taking it apart; null for what needs more. */
function readUsualClient(prefix: string): AccessClient | null {
  const space = prefix.indexOf(" ");
  if (space < 1 || !prefix.startsWith("- ", space + 1) || prefix.length > MAX_USUAL) return null;
  if (prefix.charCodeAt(space - 1) === COMMA || prefix.includes('"') || prefix.includes(":")) return null;
  const client: AccessClient = { address: known(prefix.slice(0, space)) };
  const user = known(prefix.slice(space + 3).trim());
  if (user !== undefined && user !== "- -") client.user = user;
  return client;
}

const COMMA = 0x2c;
const MAX_USUAL = 120;

function readAnyClient(prefix: string): AccessClient {
  // A list of addresses may be quoted.
  const fields = (prefix.includes('"') ? prefix.replaceAll('"', "") : prefix).trim().split(" ", 64);
  const addressAt = isHostAndAddress(fields) ? 1 : 0;
  const client: AccessClient = {};
  if (addressAt === 1) client.host = known(fields[0]);
  let at = addressAt + 1;
  const address = fields[addressAt] ?? "";
  if (address.endsWith(",")) {
    while ((fields[at - 1] ?? "").endsWith(",")) at++;
    client.forwardedFor = address.slice(0, -1);
    client.address = known(fields[at - 1]);
  } else {
    const [, host, port] = ADDRESS_AND_PORT.exec(address) ?? [];
    client.address = host ?? known(address);
    if (port !== undefined && Number(port) <= 65_535) client.port = Number(port);
  }
  const rest = fields.slice(at);
  const identity = rest.length > 1 ? known(rest[0]) : undefined;
  const user = known((rest.length > 1 ? rest.slice(1) : rest).join(" ").trim());
  if (identity !== undefined) client.identity = identity;
  if (user !== undefined && user !== "- -") client.user = user;
  return client;
}

/** A name before an address is the virtual host; an address before `-` is the client. */
function isHostAndAddress(fields: readonly string[]): boolean {
  const [first = "", second = ""] = fields;
  if (fields.length < 3 || second === "-" || first.endsWith(",")) return false;
  return isAddress(second.replace(/,$/, "")) && !(isAddress(first) && fields.length < 4);
}

const ADDRESS_AND_PORT = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,60})$/;

/** True for what looks like an IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

function known(text: string | undefined): string | undefined {
  return text === undefined || text === "-" || text === "" || text === '""' ? undefined : text;
}
