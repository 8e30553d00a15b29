const FIRST_TIME_MS = Date.UTC(2026, 9, 1);
const USER_AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
  "okhttp/5.1.0",
  "kube-probe/1.33",
];
const API_HOSTS = ["api.example.com", "api.eu.example.com", "partner.example.com"];
const ENDPOINTS = [
  { path: "/api/v1/customers/{id}", context: "CustomersController" },
  { path: "/api/v1/customers/{id}/orders?page={n}&limit=50", context: "OrdersController" },
  { path: "/api/v1/orders/{id}/items", context: "OrdersController" },
  { path: "/api/v1/devices/{id}/enrollments", context: "DevicesController" },
  { path: "/api/v1/search?q=product+{n}&sort=updated", context: "SearchController" },
  { path: "/api/v1/documents/{id}", context: "DocumentsController" },
  { path: "/api/v1/sessions", context: "AuthController" },
  { path: "/health", context: "HealthController" },
];
const METHODS = ["GET", "GET", "GET", "GET", "GET", "POST", "PUT", "DELETE"];
const STATUSES = [200, 200, 200, 200, 200, 200, 200, 201, 204, 304, 400, 401, 404, 404, 500, 503];

type Choose = <T>(items: readonly T[]) => T;
type Below = (limit: number) => number;

/** Lines of pino's HTTP log, about 600 bytes each, the same for the same count on every machine. */
export function* pinoRecords(count: number): Generator<string> {
  const below = numbersBelow(20_261_121);
  const choose: Choose = (items) => items[below(items.length)] as (typeof items)[number];
  let timeMs = FIRST_TIME_MS;
  for (let i = 0; i < count; i++) {
    timeMs += below(120);
    yield `${JSON.stringify(pinoRecord(i, timeMs, below, choose))}\n`;
  }
}

function pinoRecord(i: number, timeMs: number, below: Below, choose: Choose): object {
  const endpoint = choose(ENDPOINTS);
  const method = choose(METHODS);
  const statusCode = choose(STATUSES);
  const host = below(12);
  const isRead = method === "GET" && statusCode === 200;
  return {
    level: statusCode >= 500 ? 50 : statusCode >= 400 ? 40 : 30,
    time: timeMs,
    timestamp: new Date(timeMs).toISOString(),
    pid: 40 + host,
    hostname: `api-server-${host}`,
    req: {
      id: i,
      method,
      url: endpoint.path.replace("{id}", String(10_000 + below(90_000))).replace("{n}", String(below(40))),
      query: {},
      headers: {
        "x-forwarded-for": `${below(120) + 100}.${below(16)}.${below(16)}.${below(250)}`,
        "x-forwarded-proto": "https",
        "x-forwarded-port": "443",
        host: choose(API_HOSTS),
        "user-agent": choose(USER_AGENTS),
      },
      remoteAddress: `::ffff:10.0.${below(4)}.${below(250)}`,
      remotePort: 1024 + below(60_000),
    },
    res: { statusCode },
    context: endpoint.context,
    message:
      statusCode >= 500 ? `Request failed after ${below(30)} s: upstream timed out` : `Processing ${method} request`,
    authUserId: 1000 + below(5000),
    processingTimeMs: below(400),
    cacheHit: below(3) === 0,
    ...(isRead ? { documentCount: below(100), lastUpdated: new Date(timeMs - below(86_400_000)).toISOString() } : {}),
  };
}

/** Mulberry32: small, fast and the same everywhere. */
function numbersBelow(seed: number): Below {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
