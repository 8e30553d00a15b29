import type { LogFormat } from "#lib/formats/format.ts";
import { cmtrace } from "./cmtrace.ts";
import { msi } from "./msi.ts";

/** Text logs of Windows and of what installs software on it. */
export const WINDOWS_FORMATS: readonly LogFormat[] = [msi, cmtrace];
