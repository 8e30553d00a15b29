import type { LogFormat } from "#lib/formats/format.ts";
import { setupLog } from "./setup-log.ts";

/** Component servicing: CBS.log, CbsPersist_*.log. */
export const cbs: LogFormat = setupLog("cbs", [
  "2026-11-18 08:14:02, Info                  CBS    Session: 31102_88 initialized by client DISM Package Manager Provider.\n",
  "2026-11-18 08:14:02, Error                 CSI    00000012 (F) Component store is wrong: 0x80073712\n",
]);
