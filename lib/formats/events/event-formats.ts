import type { LogFormat } from "#lib/formats/format.ts";

/** Windows event logs. */
export const EVENT_FORMATS: readonly LogFormat[] = [];
