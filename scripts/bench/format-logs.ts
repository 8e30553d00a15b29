import { chunksOf, evtxFile } from "#lib/formats/events/evtx.test-kit.ts";
import { FORMATS } from "#lib/formats/formats.ts";
import { SeededRandom } from "../seeded-random.ts";
import { pinoRecords } from "./pino-records.ts";

/** About what one of them takes in its chunk. */
const EVENT_BYTES = 500;

/** The n-th record of a log, with its line end. */
type RecordText = (at: { n: number; iso: string; random: SeededRandom }) => string;

const PATHS = [
  "/",
  "/api/v1/orders",
  "/api/v1/devices/812",
  "/static/app.js",
  "/health",
  "/search?q=printer+driver",
] as const;
const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "kube-probe/1.33",
  "okhttp/5.1.0",
] as const;
const STATUSES = [200, 200, 200, 200, 204, 304, 404, 500] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Formats whose records differ from line to line as in real logs; the others repeat their samples. */
const RECORDS: Readonly<Record<string, RecordText>> = {
  json: ({ n, iso, random }) =>
    `${JSON.stringify({
      timestamp: iso,
      severity: n % 40 === 0 ? "ERROR" : "INFO",
      service: "billing",
      message: `invoice ${n} was sent to customer ${random.between(1, 99_999)} by the nightly run`,
      trace_id: `${hex(random, 8)}${hex(random, 8)}`.toLowerCase(),
      duration_ms: random.between(1, 900),
      customer: { id: random.between(1, 99_999), plan: "team", region: "eu-central" },
      kubernetes: { pod: `billing-${hex(random, 5)}`, namespace: "shop", container: "billing", node: "pool-2-b" },
      user_agent: random.pick(AGENTS),
    })}\n`,
  cmtrace: ({ n, iso, random }) =>
    `<![LOG[Policy evaluation ${n} for app {${guid(random)}} ended with result ${n % 30 === 0 ? "0x80070643" : "0x0"}]LOG]!><time="${iso.slice(11, 23)}+60" date="${Number(iso.slice(5, 7))}-${iso.slice(8, 10)}-${iso.slice(0, 4)}" component="AppEnforce" context="" type="${n % 30 === 0 ? 3 : 1}" thread="${2000 + (n % 16)}" file="appprovider.cpp:${random.between(10, 2000)}">\r\n`,
  msi: ({ n, iso, random }) =>
    `MSI (s) (${hex(random, 2)}:${hex(random, 2)}) [${iso.slice(11, 19)}:${iso.slice(20, 23)}]: Executing op: FileCopy(SourceName=tally${n}.dll|Tallybook.Part${n}.dll,FileSize=${random.between(1000, 900_000)},PerTick=65536,,VerifyMedia=1)\r\n`,
  panther: ({ n, iso, random }) =>
    `${iso.slice(0, 10)} ${iso.slice(11, 19)}, ${n % 50 === 0 ? "Error  " : "Info   "}               MOUPG  SetupManager: Downloading task [${n}], size [0x${hex(random, 8)}], progress ${n % 100}[gle=0x00000002]\r\n`,
  "access-log": ({ n, iso, random }) =>
    `198.51.100.${random.between(1, 250)} - ${n % 9 === 0 ? "avery" : "-"} [${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0200] "GET ${random.pick(PATHS)} HTTP/1.1" ${random.pick(STATUSES)} ${random.between(100, 90_000)} "https://shop.example.com/" "${random.pick(AGENTS)}"\n`,
  egis: ({ n, iso, random }) =>
    `${iso} [${n % 40 === 0 ? "ERROR" : "INFO"}] com.example.egis.Transfer: batch ${n} of ${random.between(1, 900)} rows was sent to ${random.pick(PATHS)}\n`,
  csv: ({ n, iso, random }) =>
    `${iso},${n % 40 === 0 ? "ERROR" : "INFO"},FIN-LT-${random.between(1000, 9999)},"Definition update ${n}, channel ""current""",${random.between(0, 5)},avery\n`,
};

const HEADERS: Readonly<Record<string, string>> = {
  msi: "=== Verbose logging started: 31/10/2026  08:00:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===\r\n",
  csv: "time,level,host,message,retries,user\n",
};

/** About `sizeBytes` of a format's log, the same on every machine; null for a format that can't be made here. */
export function formatLog(id: string, sizeBytes: number): Uint8Array | null {
  if (id === "evtx") return eventLog(sizeBytes);
  const lines = id === "pino" ? pinoRecords(Number.MAX_SAFE_INTEGER) : linesOf(id);
  if (lines === null) return null;
  const parts = [HEADERS[id] ?? ""];
  for (let length = 0; length < sizeBytes; ) {
    const next = lines.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return new TextEncoder().encode(parts.join(""));
}

/** Events of the kinds that laptops write, in chunks as Windows lays them out. */
function eventLog(sizeBytes: number): Uint8Array {
  const random = new SeededRandom(20_261_128);
  const firstMs = Date.UTC(2026, 9, 31, 8);
  const events = Array.from({ length: Math.ceil(sizeBytes / EVENT_BYTES) }, (_, n) => ({
    provider: random.pick(["MsiInstaller", "Service Control Manager", "Microsoft-Windows-WindowsUpdateClient"]),
    eventId: random.pick([1033, 7036, 19]),
    recordId: n + 1,
    timeMs: firstMs + n * 370,
    level: n % 40 === 0 ? 2 : 4,
    channel: "Application",
    computer: "FIN-LT-0147",
    data: {
      param1: `Tallybook ${n % 50}`,
      param2: "running",
      updateGuid: guid(random),
      path: `C:\\Program Files\\Tally\\part${n}.dll`,
    },
  }));
  return evtxFile(chunksOf(events));
}

function linesOf(id: string): Iterator<string, void> | null {
  const record = RECORDS[id];
  if (record !== undefined) return made(record);
  const samples = FORMATS.find((format) => format.id === id)?.samples ?? [];
  return samples.length === 0 ? null : repeated(samples.map((text) => (text.endsWith("\n") ? text : `${text}\n`)));
}

function* made(record: RecordText): Generator<string, void> {
  const random = new SeededRandom(20_261_128);
  const firstMs = Date.UTC(2026, 9, 31, 8);
  for (let n = 1; ; n++) yield record({ n, iso: new Date(firstMs + n * 37).toISOString(), random });
}

function* repeated(texts: readonly string[]): Generator<string, void> {
  for (;;) yield* texts;
}

function hex(random: SeededRandom, digits: number): string {
  return Math.floor(random.next() * 16 ** digits)
    .toString(16)
    .toUpperCase()
    .padStart(digits, "0");
}

function guid(random: SeededRandom): string {
  return [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join("-");
}
