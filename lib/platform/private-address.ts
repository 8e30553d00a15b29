import { lookup as systemLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { InvalidInputError } from "#lib/errors.ts";

/** Hosts at private addresses that the operator lets people connect to: every one, or `host` and `host:port` entries. */
export type PrivateEndpoints = "all" | readonly PrivateEndpoint[];
export interface PrivateEndpoint {
  /** Lower case, IPv6 without brackets. */
  host: string;
  /** Null = every port. */
  port: number | null;
}

/** IANA's special-purpose registries: what a packet from here reaches without crossing the public internet. */
const PRIVATE_V4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"],
];
/** The last three carry IPv4 in ways that no public service needs any more (compatible, Teredo, 6to4). */
const PRIVATE_V6 = [
  ...["fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b:1::/48", "100::/64", "2001:db8::/32"],
  ...["::/96", "2001::/32", "2002::/16"],
];
const PRIVATE = privateRanges();

function privateRanges(): BlockList {
  const list = new BlockList();
  for (const range of PRIVATE_V4) {
    const [network = "", bits] = range.split("/");
    // Covers the IPv4-mapped form (::ffff:…) too.
    list.addSubnet(network, Number(bits), "ipv4");
    // NAT64, which gives public servers to hosts without IPv4, so it is not private as a whole.
    list.addSubnet(`64:ff9b::${network}`, 96 + Number(bits), "ipv6");
  }
  for (const range of PRIVATE_V6) {
    const [network = "", bits] = range.split("/");
    list.addSubnet(network, Number(bits), "ipv6");
  }
  return list;
}

/**
 * True for loopback, private, link-local (cloud metadata), carrier-grade NAT, multicast and reserved addresses, in
 * IPv4 and however IPv6 writes them; also for what is no address at all.
 */
export function isPrivateAddress(ip: string): boolean {
  const address = ip.split("%")[0] ?? "";
  const version = isIP(address);
  return version === 0 || PRIVATE.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** Reads "minio.lan, 10.0.0.5:9000, [::1]:9000" or "*"; null when an entry is neither host nor host:port. */
export function parsePrivateEndpoints(text: string): PrivateEndpoints | null {
  const entries = text.split(",").flatMap((entry) => entry.trim() || []);
  if (entries.includes("*")) return "all";
  const parsed = entries.map(parseEndpoint);
  return parsed.every((endpoint) => endpoint !== null) ? parsed : null;
}

function parseEndpoint(entry: string): PrivateEndpoint | null {
  const match = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(entry);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? null : Number(match[3]);
  if (host === undefined || (port !== null && (port < 1 || port > 65_535))) return null;
  return { host: host.toLowerCase(), port };
}

/** The host and port of an http(s) URL as an entry. */
export function endpointOf(url: string): PrivateEndpoint {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return { host, port: Number(port) || (protocol === "https:" ? 443 : 80) };
}

/** Whether the operator's list holds a host (a name or an address without brackets) at a port. */
export function isAllowedEndpoint(allowed: PrivateEndpoints, { host, port }: { host: string; port: number }): boolean {
  if (allowed === "all") return true;
  return allowed.some((entry) => entry.host === host.toLowerCase() && (entry.port ?? port) === port);
}

/** The host is, or resolves to, an address that only this machine or its network reaches. */
export class PrivateAddressError extends InvalidInputError {
  constructor(host: string) {
    super(
      `${host} is at a private address, and Sluice connects to public ones only. Use a public endpoint, or have the operator add it to SLUICE_PRIVATE_ENDPOINTS.`,
      { details: { reason: "private_address", host } },
    );
  }
}

/**
 * A `lookup` for sockets that fails with PrivateAddressError when any address of the name is private. The socket
 * connects to the very addresses checked, so a name that changes its mind between check and use gains nothing.
 * Sockets don't look up literal addresses: check those with {@link isPrivateAddress}.
 */
export function guardedLookup(resolve: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
        return callback(new PrivateAddressError(hostname), "");
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
