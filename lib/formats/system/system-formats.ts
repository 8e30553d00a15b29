import type { LogFormat } from "#lib/formats/format.ts";
import { postgres } from "./postgres.ts";
import { syslog } from "./syslog.ts";

/** Operating systems and databases. */
export const SYSTEM_FORMATS: readonly LogFormat[] = [postgres, syslog];
