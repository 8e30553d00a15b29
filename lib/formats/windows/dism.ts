import type { LogFormat } from "#lib/formats/format.ts";
import { setupLog } from "./setup-log.ts";

/** Deployment Image Servicing and Management: dism.log. */
export const dism: LogFormat = setupLog("dism", [
  "2026-11-18 08:14:02, Info                  DISM   DISM Package Manager: PID=812 TID=4410 Finished reading the package. - CPackageManager::Read\n",
  "2026-11-18 08:14:02, Info                  DISM   DISM.EXE: <----- Starting Dism.exe session ----->\n",
]);
