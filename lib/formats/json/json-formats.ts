import type { LogFormat } from "#lib/formats/format.ts";
import { bunyan } from "./bunyan.ts";
import { pino } from "./pino.ts";

/** Records of JSON; the special before the general. */
export const JSON_FORMATS: readonly LogFormat[] = [pino, bunyan];
