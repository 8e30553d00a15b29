import { z } from "zod";
import type { CodePage } from "./code-page.ts";
import type { ProcessorTally } from "./record-processor.ts";
import type { SeverityCounts } from "./severity.ts";

export const LANES = ["high", "medium", "low"] as const;
export const laneSchema = z.enum(LANES);
export type Lane = z.infer<typeof laneSchema>;

export const fileStatusSchema = z.enum(["pending", "processing", "completed", "failed"]);
export type FileStatus = z.infer<typeof fileStatusSchema>;

export const FILE_SOURCES = ["upload", "api", "cli", "bucket", "s3", "folder", "custom"] as const;
export type FileSource = (typeof FILE_SOURCES)[number];

export const COMPRESSIONS = ["gzip", "zstd", "bzip2", "xz"] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** What is around a log's bytes, innermost first: "gzip", "zstd in gzip". */
export type Container =
  | "none"
  | Compression
  | `${Compression} in ${string}`
  // Of a bundle: "zip", "tar in gzip".
  | "zip"
  | "tar"
  | `${"zip" | "tar"} in ${string}`;

export type TextEncoding =
  | "utf-8"
  | "utf-8-bom"
  | "utf-16le"
  | "utf-16le-bom"
  | "utf-16be"
  | "utf-16be-bom"
  | CodePage
  | "binary";

/** Where the zone of a file's times came from, strongest first; `none` = no local times in it. */
export type TimeZoneSource = "record" | "header" | "bias" | "evidence" | "upload" | "assumed" | "none";

export interface TimeZoneDecision {
  source: TimeZoneSource;
  /** IANA name or fixed offset such as "UTC+01:00"; null with source "none". */
  zone: string | null;
  /** One sentence for a person. */
  reason: string;
}

/** What was found out about a file before and while it was read. */
export interface FileReading {
  format: string;
  formatVersion: number;
  /** 0 to 1. */
  confidence: number;
  runnerUp: { format: string; confidence: number } | null;
  container: Container;
  encoding: TextEncoding;
  timeZone: TimeZoneDecision;
  /** What was assumed or noticed on the way (order of day and month, a late change of encoding), one sentence each. */
  notes: string[];
  /** What processors did to its records; absent = there were none. */
  processors?: ProcessorTally[];
}

export const INSTALLATION_OUTCOMES = [
  "succeeded",
  "reboot",
  "failed",
  "cancelled",
  "deferred",
  "in_progress",
  "unknown",
] as const;
export type InstallationOutcome = (typeof INSTALLATION_OUTCOMES)[number];

/** How many devices are where; every outcome is in it. */
export type OutcomeCounts = Record<InstallationOutcome, number>;

/** As people must see them: what needs them first. */
export const OUTCOMES_WORST_FIRST = [
  "failed",
  "cancelled",
  "deferred",
  "unknown",
  "in_progress",
  "reboot",
  "succeeded",
] as const satisfies readonly InstallationOutcome[];

/** The earliest line that explains a failure. */
export interface FailingLine {
  recordNumber: number;
  byteOffset: number;
  timestampUs: number | null;
  text: string;
  /** The code it carries as written (1603, 0x80070534), when it has one. */
  code: string | null;
  /** Why this line and no other, in one plain sentence; lines stored by older versions have none. */
  reason?: string;
  /** The records the reason rests on, in the order of the file. */
  evidence?: FailureEvidence[];
}

/** Cause: it explains the outcome. Consequence: it follows from the cause. Exit: it states the outcome. */
export const EVIDENCE_ROLES = ["cause", "consequence", "exit"] as const;

/** One record that the reason for a failing line rests on. */
export interface FailureEvidence {
  recordNumber: number;
  role: (typeof EVIDENCE_ROLES)[number];
  text: string;
}

/** What became of one installation (device + product + attempt) according to one file. */
export interface Installation {
  product: string;
  /** From 1, in the order of the file. */
  attempt: number;
  outcome: InstallationOutcome;
  exitCode: string | null;
  startedAtUs: number | null;
  finishedAtUs: number | null;
  firstFailingLine: FailingLine | null;
}

export interface FileCounts {
  records: number;
  rejects: number;
  severities: SeverityCounts;
  firstTimestampUs: number | null;
  lastTimestampUs: number | null;
}
