import type { LogFormat } from "#lib/formats/format.ts";

/** Operating systems and databases. */
export const SYSTEM_FORMATS: readonly LogFormat[] = [];
