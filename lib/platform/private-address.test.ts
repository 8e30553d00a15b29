import { createServer, get, type Server } from "node:http";
import { get as getTls } from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardedAgents } from "./guarded-agents.ts";
import {
  endpointOf,
  guardedLookup,
  isAllowedEndpoint,
  isPrivateAddress,
  type PrivateEndpoints,
  parsePrivateEndpoints,
} from "./private-address.ts";

describe("isPrivateAddress", () => {
  it.each([
    ["this host", "0.0.0.0"],
    ["loopback", "127.0.0.1"],
    ["loopback far from its start", "127.255.255.254"],
    ["private, class A", "10.1.2.3"],
    ["private, class B", "172.31.255.255"],
    ["private, class C", "192.168.0.1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["the end of carrier-grade NAT", "100.127.255.255"],
    ["cloud metadata", "169.254.169.254"],
    ["multicast", "224.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["IPv6 unspecified", "::"],
    ["IPv6 loopback", "::1"],
    ["IPv6 loopback written out", "0:0:0:0:0:0:0:1"],
    ["unique local", "fd00:ec2::254"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["IPv4-mapped, dotted", "::ffff:127.0.0.1"],
    ["IPv4-mapped, hexadecimal", "::ffff:a9fe:a9fe"],
    ["IPv4-mapped, written out", "0:0:0:0:0:FFFF:0A00:0001"],
    ["IPv4-compatible", "::10.0.0.1"],
    ["NAT64 of a private address", "64:ff9b::c0a8:1"],
    ["6to4", "2002:7f00:1::1"],
    ["no address", "localhost"],
    ["nothing", ""],
    ["an octal trick", "0177.0.0.1"],
  ])("refuses %s: %s", (_name, address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    ["a public address", "8.8.8.8"],
    ["below the class B range", "172.15.255.255"],
    ["above the class B range", "172.32.0.0"],
    ["below carrier-grade NAT", "100.63.255.255"],
    ["public IPv6", "2600:1f14::1"],
    ["IPv4-mapped public", "::ffff:8.8.8.8"],
    ["NAT64 of a public address", "64:ff9b::808:808"],
  ])("lets %s pass: %s", (_name, address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe("private endpoints of the operator", () => {
  it.each<[string, string, PrivateEndpoints | null]>([
    ["everything", "*", "all"],
    ["nothing", " , ", []],
    ["a host", "MinIO.lan", [{ host: "minio.lan", port: null }]],
    [
      "a host and port",
      "10.0.0.5:9000 ,b",
      [
        { host: "10.0.0.5", port: 9000 },
        { host: "b", port: null },
      ],
    ],
    ["IPv6", "[::1]:9000", [{ host: "::1", port: 9000 }]],
    ["a URL is no host", "http://minio:9000", null],
    ["a port beyond the last", "minio:70000", null],
  ])("reads %s", (_name, text, expected) => {
    expect(parsePrivateEndpoints(text)).toEqual(expected);
  });

  it("allows a host at the port named, or at any when none is", () => {
    const allowed = parsePrivateEndpoints("a:1,b") ?? [];
    expect(isAllowedEndpoint(allowed, { host: "A", port: 1 })).toBe(true);
    expect(isAllowedEndpoint(allowed, { host: "a", port: 2 })).toBe(false);
    expect(isAllowedEndpoint(allowed, { host: "b", port: 2 })).toBe(true);
    expect(isAllowedEndpoint("all", { host: "c", port: 3 })).toBe(true);
  });

  it("takes host and port from a URL", () => {
    expect(endpointOf("https://[::1]/x")).toEqual({ host: "::1", port: 443 });
    expect(endpointOf("http://LocalStack:4566")).toEqual({ host: "localstack", port: 4566 });
  });
});

/** What a name server says, in the shape of dns.lookup with `all`. */
function resolver(...addresses: string[]): Parameters<typeof guardedLookup>[0] {
  const lookup = (_name: string, _options: unknown, callback: (error: null, found: object[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  return lookup as unknown as Parameters<typeof guardedLookup>[0];
}

function lookUp(lookup: LookupFunction, all: boolean): Promise<unknown> {
  return new Promise((resolve, reject) =>
    lookup("name.example", { all }, (error, found) => (error ? reject(error) : resolve(found))),
  );
}

describe("guardedLookup", () => {
  it("gives public addresses in the form asked for", async () => {
    const lookup = guardedLookup(resolver("8.8.8.8", "2600::1"));
    expect(await lookUp(lookup, false)).toBe("8.8.8.8");
    expect(await lookUp(lookup, true)).toEqual([
      { address: "8.8.8.8", family: 4 },
      { address: "2600::1", family: 6 },
    ]);
  });

  it("refuses a name with one private address among public ones, without naming the address", async () => {
    const refused = lookUp(guardedLookup(resolver("8.8.8.8", "169.254.169.254")), true);
    await expect(refused).rejects.toMatchObject({ details: { reason: "private_address", host: "name.example" } });
    await expect(refused).rejects.not.toThrow(/169\.254/);
  });

  it("passes on that a name does not exist", async () => {
    await expect(lookUp(guardedLookup(), true)).rejects.toMatchObject({ syscall: "getaddrinfo" });
  });
});

describe("guardedAgents", () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => response.end("reached"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function reach(url: string, allowed: PrivateEndpoints): Promise<number | undefined> {
    const agents = guardedAgents(allowed);
    const agent = url.startsWith("https:") ? agents.httpsAgent : agents.httpAgent;
    try {
      return await new Promise((resolve, reject) => {
        const request = url.startsWith("https:") ? getTls : get;
        request(url, { agent }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).once("error", reject);
      });
    } finally {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    }
  }

  it.each([
    ["an address", (to: number) => `http://127.0.0.1:${to}`],
    ["a number that is an address", (to: number) => `http://2130706433:${to}`],
    ["an IPv4-mapped address", (to: number) => `http://[::ffff:127.0.0.1]:${to}`],
    ["a name that resolves to one", (to: number) => `http://localhost:${to}`],
    ["a name over TLS", (to: number) => `https://localhost:${to}`],
  ])("refuses %s", async (_name, url) => {
    await expect(reach(url(port), [])).rejects.toMatchObject({ details: { reason: "private_address" } });
  });

  it("connects where the operator allows the host and port, and not to its other ports", async () => {
    expect(await reach(`http://127.0.0.1:${port}`, [{ host: "127.0.0.1", port }])).toBe(200);
    expect(await reach(`http://localhost:${port}`, "all")).toBe(200);
    await expect(reach(`http://127.0.0.1:${port}`, [{ host: "127.0.0.1", port: 1 }])).rejects.toThrow(
      /private address/,
    );
  });
});
