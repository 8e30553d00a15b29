import { randomUUID } from "node:crypto";
import pino, { type Logger } from "pino";
import type { CollectPorts } from "#lib/collect/collect-ports.ts";
import { UsageError } from "./usage.ts";

const LEVELS = ["error", "warn", "info", "debug", "trace"];

/**
 * Structured logs on standard output, one JSON object a line; `correlationId` is this process's, runs, sources and files
 * have ids of their own. @throws UsageError for a LOG_LEVEL that does not exist
 */
export function openLog(level = process.env.LOG_LEVEL?.trim() || "info"): Logger {
  if (!LEVELS.includes(level)) throw new UsageError(`LOG_LEVEL must be one of ${LEVELS.join(", ")}.`);
  const timestamp = pino.stdTimeFunctions.isoTime;
  const log = pino({ level, timestamp, base: { service: "sluice-ingestor", correlationId: randomUUID() } });
  // What the library has to say beside: faults that are tried again.
  console.error = (...parts: unknown[]) => log.error(parts.map(inText).join(" "));
  console.warn = (...parts: unknown[]) => log.warn(parts.map(inText).join(" "));
  return log;
}

/** What collecting tells, at the level that it deserves. */
export function collectLog(log: Logger): CollectPorts["log"] {
  return (event, facts) => log[levelOf(event, facts)](facts, event);
}

function levelOf(event: string, { status }: Record<string, unknown>): "error" | "warn" | "info" | "debug" {
  if (/failed|can't/.test(event) || status === "failed") return "error";
  if (/skipped|pending/.test(event) || status === "held") return "warn";
  return /^source run/.test(event) ? "info" : event === "file ended" ? "info" : "debug";
}

function inText(part: unknown): string {
  return part instanceof Error ? part.message : String(part);
}
