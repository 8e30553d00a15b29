import type { LogFormat } from "#lib/formats/format.ts";
import { setupLog } from "./setup-log.ts";

/** Windows Setup, upgrades, Sysprep and USMT: setupact.log and setuperr.log. */
export const panther: LogFormat = setupLog("panther", [
  "2026-11-18 08:14:02, Info                  MOUPG  SetupHost: Setup build version is: 10.0.26100.1\n",
  "2026-11-18 08:14:02, Warning    [0x080b50] MIG    Two answers for one question\n2026-11-18 08:14:03, Error                 SP     Operation failed: Install drivers. Error: 0x8007001F\n",
  "2026-11-18 08:14:02, Info       [0x0606cc] IBS    Looking for media\n",
]);
