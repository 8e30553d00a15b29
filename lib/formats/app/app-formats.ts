import type { LogFormat } from "#lib/formats/format.ts";

/** What applications and their runtimes write as text. */
export const APP_FORMATS: readonly LogFormat[] = [];
