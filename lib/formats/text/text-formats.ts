import type { LogFormat } from "#lib/formats/format.ts";
import { withCrashes } from "#lib/formats/with-crashes.ts";
import { csv } from "./csv.ts";
import { plain } from "./plain.ts";

/** Text of no particular program; plain text comes last of all. */
export const TEXT_FORMATS: readonly LogFormat[] = [csv, withCrashes(plain)];
