import { z } from "zod";
import { type AwsEnv, readAws, readPrivateEndpoints } from "./aws-env.ts";
import { readExtensionNames } from "./extension-env.ts";
import type { PrivateEndpoints } from "./private-address.ts";

/** What the server reads from its environment; local and hosted differ in these values alone. */
export interface Env {
  /** Without the parameters that belong to other drivers (sslmode, supa, pgbouncer …). */
  databaseUrl: string;
  databaseTls: DatabaseTls;
  supabaseUrl: string;
  supabasePublishableKey: string;
  supabaseSecretKey: string;
  inngest: InngestTarget;
  /** Ownership of a fresh hosted installation; null = set-up is opened some other way, or not at all. */
  setupCode: string | null;
  bulkWrite: "copy" | "unnest";
  /** Where files are read: in threads beside the one that serves pages, or in that one. */
  ingestIn: "threads" | "main";
  /** 32 bytes that the secrets of sources are encrypted with; null = none are kept. */
  encryptionKey: Uint8Array | null;
  /** Absolute folders that the team of the server may watch, with all below them. */
  folderRoots: readonly string[];
  /** What a collector shows to read the metrics; null = there are none. */
  metricsToken: string | null;
  /** Modules that extend this server: absolute paths and packages. */
  extensions: readonly string[];
  /** The extension's queue that ingestors share; null = each reads what it admits. */
  queue: string | null;
  isVercel: boolean;
  /** The S3 account that the operator gave to the whole installation; null = sources bring their own. */
  aws: AwsEnv | null;
  /** Private addresses that servers named by users may be at. */
  privateEndpoints: PrivateEndpoints;
}

/** As libpq means its sslmode; a CA always means verification. */
export type DatabaseTls = { mode: "off" | "prefer" | "require" | "verify"; ca: string | null };

export type InngestTarget =
  /** This process has no use for one. */
  | { kind: "none" }
  /** A dev server or the embedded engine on this machine: no keys, no signatures. */
  | { kind: "dev"; url: string }
  /** Inngest Cloud or a self-hosted server; the SDK reads both keys itself. */
  | { kind: "signed"; url: string; eventKey: string; signingKey: string };

/** One message that names every missing or malformed value; values themselves are never in it. */
export class InvalidEnvironmentError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      [
        "Sluice can't start: its environment is incomplete.",
        ...problems.map((problem) => `  - ${problem}`),
        "Nothing was changed. Set these values (docs/deploy.md) and start again; on one machine `npm start` sets them for you.",
      ].join("\n"),
    );
    this.name = "InvalidEnvironmentError";
    this.problems = problems;
  }
}

let cached: Env | null = null;

/**
 * The validated environment, read once per process and never while building.
 * @throws InvalidEnvironmentError
 */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/**
 * Has this process use other values than its environment's. A process that reads files itself needs no queue.
 * @throws InvalidEnvironmentError
 */
export function setEnvironment(values: Values, options: { isQueueNeeded: boolean }): void {
  cached = parseEnv(values, options);
}

/** Pure form of {@link env}. The first name of each list wins; an empty value counts as absent. */
export function parseEnv(values: Values, { isQueueNeeded } = { isQueueNeeded: true }): Env {
  const problems: string[] = [];
  const isVercel = first(values, ["VERCEL"]) !== null;
  const database = readDatabase(values, problems);
  const parsed: Env = {
    databaseUrl: database.url,
    databaseTls: database.tls,
    supabaseUrl: readUrl(values, ["SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_URL"], problems),
    supabasePublishableKey: readText(values, PUBLISHABLE_KEY_NAMES, problems),
    supabaseSecretKey: readText(values, ["SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY"], problems),
    inngest: isQueueNeeded ? readInngest(values, isVercel, problems) : { kind: "none" },
    setupCode: readSetupCode(values, problems),
    bulkWrite: readChoice(values, { name: "BULK_WRITE", choices: ["copy", "unnest"] }, problems),
    ingestIn: readChoice(values, { name: "INGEST_IN", choices: ["threads", "main"] }, problems),
    encryptionKey: readEncryptionKey(values, problems),
    folderRoots: readFolderRoots(values, problems),
    metricsToken: readMetricsToken(values, problems),
    extensions: readExtensionNames(values, problems),
    queue: first(values, ["SLUICE_QUEUE"])?.value ?? null,
    isVercel,
    aws: readAws(values, problems),
    privateEndpoints: readPrivateEndpoints(values, problems),
  };
  if (problems.length > 0) throw new InvalidEnvironmentError(problems);
  return parsed;
}

const PUBLISHABLE_KEY_NAMES = [
  "SUPABASE_PUBLISHABLE_KEY",
  "NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY",
  "SUPABASE_ANON_KEY",
  "NEXT_PUBLIC_SUPABASE_ANON_KEY",
];
const INNGEST_CLOUD_URL = "https://inn.gs";
const SSL_MODES: Record<string, DatabaseTls["mode"]> = {
  disable: "off",
  allow: "prefer",
  prefer: "prefer",
  require: "require",
  "no-verify": "require",
  "verify-ca": "verify",
  "verify-full": "verify",
};
/** Pooler and driver hints that Postgres itself would refuse as unknown settings. */
const FOREIGN_PARAMETERS = [
  ...["sslmode", "ssl", "sslrootcert", "sslcert", "sslkey", "channel_binding", "supa", "pgbouncer"],
  ...["connection_limit", "pool_timeout", "connect_timeout", "schema", "workaround"],
];

type Values = Readonly<Record<string, string | undefined>>;

function first(values: Values, names: readonly string[]): { name: string; value: string } | null {
  for (const name of names) {
    const value = values[name]?.trim();
    if (value) return { name, value };
  }
  return null;
}

function readText(values: Values, names: readonly string[], problems: string[]): string {
  const found = first(values, names);
  if (!found) problems.push(`${names.slice(0, 2).join(" or ")} is missing.`);
  return found?.value ?? "";
}

function readUrl(values: Values, names: readonly string[], problems: string[]): string {
  const found = first(values, names);
  if (!found) {
    problems.push(`${names.join(" or ")} is missing.`);
    return "";
  }
  if (!z.url({ protocol: /^https?$/ }).safeParse(found.value).success) {
    problems.push(`${found.name} must be an http or https URL.`);
  }
  return found.value.replace(/\/+$/, "");
}

function readDatabase(values: Values, problems: string[]): { url: string; tls: DatabaseTls } {
  const names = ["DATABASE_URL", "POSTGRES_URL"];
  const none: { url: string; tls: DatabaseTls } = { url: "", tls: { mode: "off", ca: null } };
  const found = first(values, names);
  if (!found) {
    problems.push(`${names.join(" or ")} is missing.`);
    return none;
  }
  const url = URL.canParse(found.value) ? new URL(found.value) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    problems.push(`${found.name} must look like postgres://user:password@host:5432/database.`);
    return none;
  }
  const ca = readCa(values, problems);
  const asked = url.searchParams.get("sslmode");
  const mode = asked === null ? (isLoopback(url.hostname) ? "off" : "prefer") : SSL_MODES[asked];
  if (!mode) problems.push(`${found.name} has an sslmode that does not exist.`);
  for (const name of FOREIGN_PARAMETERS) url.searchParams.delete(name);
  return { url: url.toString(), tls: ca ? { mode: "verify", ca } : { mode: mode ?? "verify", ca: null } };
}

function readCa(values: Values, problems: string[]): string | null {
  // One-line editors of hosting dashboards keep the line breaks as the two characters \n.
  const ca = first(values, ["DATABASE_CA"])?.value.replaceAll("\\n", "\n") ?? null;
  if (ca !== null && !ca.includes("-----BEGIN CERTIFICATE-----")) {
    problems.push("DATABASE_CA must be a PEM certificate (-----BEGIN CERTIFICATE----- …).");
  }
  return ca;
}

function readInngest(values: Values, isVercel: boolean, problems: string[]): InngestTarget {
  const dev = first(values, ["INNGEST_DEV"])?.value ?? null;
  if (dev !== null && dev !== "0" && dev !== "false") {
    const text = dev === "1" || dev === "true" ? "http://127.0.0.1:8288" : dev;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (isVercel) problems.push("INNGEST_DEV must not be set on Vercel: it turns off the check of signatures.");
    else if (!url || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
      problems.push("INNGEST_DEV must be 1 or a URL of this machine: it turns off the check of signatures.");
    }
    return { kind: "dev", url: text };
  }
  const eventKey = readText(values, ["INNGEST_EVENT_KEY"], problems);
  const signingKey = readText(values, ["INNGEST_SIGNING_KEY"], problems);
  if (signingKey && !/^(signkey-\w+-)?([0-9a-fA-F]{2})+$/.test(signingKey)) {
    problems.push(
      "INNGEST_SIGNING_KEY must be a signing key (signkey-…) or hexadecimal digits, an even number of them.",
    );
  }
  return { kind: "signed", url: readInngestUrl(values, problems), eventKey, signingKey };
}

/** Where events go: the SDK reads the same names. */
function readInngestUrl(values: Values, problems: string[]): string {
  const names = ["INNGEST_EVENT_API_BASE_URL", "INNGEST_BASE_URL"];
  return first(values, names) === null ? INNGEST_CLOUD_URL : readUrl(values, names, problems);
}

function readSetupCode(values: Values, problems: string[]): string | null {
  const code = first(values, ["SLUICE_SETUP_CODE"])?.value ?? null;
  if (code !== null && code.replace(/[^0-9A-Za-z]/g, "").length < 8) {
    problems.push("SLUICE_SETUP_CODE must have at least 8 letters or digits, chosen at random.");
  }
  return code;
}

function readEncryptionKey(values: Values, problems: string[]): Uint8Array | null {
  const text = first(values, ["SLUICE_ENCRYPTION_KEY"])?.value ?? null;
  if (text === null) return null;
  const key = Buffer.from(text, "base64");
  if (key.length !== 32) problems.push("SLUICE_ENCRYPTION_KEY must be 32 random bytes in base64.");
  return key;
}

function readFolderRoots(values: Values, problems: string[]): string[] {
  const roots = (first(values, ["SLUICE_FOLDER_ROOTS"])?.value ?? "").split(",").map((root) => root.trim());
  const named = roots.filter((root) => root !== "");
  if (named.some((root) => !/^(\/|[A-Za-z]:[\\/])/.test(root))) {
    problems.push("SLUICE_FOLDER_ROOTS must be absolute folders, separated by commas.");
  }
  return named;
}

function readMetricsToken(values: Values, problems: string[]): string | null {
  const token = first(values, ["METRICS_TOKEN"])?.value ?? null;
  if (token !== null && token.length < 16) {
    problems.push("METRICS_TOKEN must have at least 16 characters, chosen at random.");
  }
  return token;
}

/** The first choice counts when nothing is said. */
function readChoice<Choice extends string>(
  values: Values,
  { name, choices }: { name: string; choices: readonly [Choice, Choice] },
  problems: string[],
): Choice {
  const value = first(values, [name])?.value ?? choices[0];
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) problems.push(`${name} must be ${choices.join(" or ")}.`);
  return chosen ?? choices[0];
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
