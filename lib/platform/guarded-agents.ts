import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isIP, type TcpNetConnectOpts } from "node:net";
import {
  guardedLookup,
  isAllowedEndpoint,
  isPrivateAddress,
  PrivateAddressError,
  type PrivateEndpoints,
} from "./private-address.ts";

export interface GuardedAgents {
  httpAgent: HttpAgent;
  httpsAgent: HttpsAgent;
}

/** Keep-alive agents that refuse private addresses at each connection, so at each redirect too. The owner destroys them. */
export function guardedAgents(allowed: PrivateEndpoints): GuardedAgents {
  const options = { keepAlive: true, maxSockets: 50 };
  return { httpAgent: new GuardedHttpAgent(allowed, options), httpsAgent: new GuardedHttpsAgent(allowed, options) };
}

type ConnectOptions = Parameters<HttpAgent["createConnection"]>[0];
type ConnectCallback = Parameters<HttpAgent["createConnection"]>[1];

class GuardedHttpAgent extends HttpAgent {
  readonly #allowed: PrivateEndpoints;

  constructor(allowed: PrivateEndpoints, options: ConstructorParameters<typeof HttpAgent>[0]) {
    super(options);
    this.#allowed = allowed;
  }

  override createConnection(options: ConnectOptions, callback: ConnectCallback) {
    const checked = checkedOptions(this.#allowed, options);
    return checked instanceof Error ? refuse(checked, callback) : super.createConnection(checked, callback);
  }
}

class GuardedHttpsAgent extends HttpsAgent {
  readonly #allowed: PrivateEndpoints;

  constructor(allowed: PrivateEndpoints, options: ConstructorParameters<typeof HttpsAgent>[0]) {
    super(options);
    this.#allowed = allowed;
  }

  override createConnection(options: Parameters<HttpsAgent["createConnection"]>[0], callback: ConnectCallback) {
    const checked = checkedOptions(this.#allowed, options);
    return checked instanceof Error ? refuse(checked, callback) : super.createConnection(checked, callback);
  }
}

function checkedOptions<Options extends ConnectOptions>(allowed: PrivateEndpoints, options: Options) {
  const host = options.host ?? "localhost";
  if (isAllowedEndpoint(allowed, { host, port: Number(options.port ?? options.defaultPort) })) return options;
  if (isIP(host) !== 0 && isPrivateAddress(host)) return new PrivateAddressError(host);
  return { ...options, lookup: guardedLookup() satisfies TcpNetConnectOpts["lookup"] };
}

/** The agent passes the error on to the request; there is no socket to go with it. */
function refuse(error: Error, callback: ConnectCallback): undefined {
  process.nextTick(() => (callback as ((error: Error) => void) | undefined)?.(error));
}
