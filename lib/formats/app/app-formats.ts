import type { LogFormat } from "#lib/formats/format.ts";
import { withCrashes } from "#lib/formats/with-crashes.ts";
import { cri } from "./cri.ts";
import { log4j } from "./log4j.ts";
import { logfmt } from "./logfmt.ts";
import { pinoPretty } from "./pino-pretty.ts";
import { python } from "./python.ts";

/** What applications and their runtimes write as text. */
export const APP_FORMATS: readonly LogFormat[] = [cri, ...[python, logfmt, pinoPretty, log4j].map(withCrashes)];
