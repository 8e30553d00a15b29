import type { LogFormat } from "#lib/formats/format.ts";
import { burn } from "./burn.ts";
import { cbs } from "./cbs.ts";
import { chocolatey } from "./chocolatey.ts";
import { cmtrace } from "./cmtrace.ts";
import { dism } from "./dism.ts";
import { dsregcmd } from "./dsregcmd.ts";
import { inno } from "./inno.ts";
import { msi } from "./msi.ts";
import { panther } from "./panther.ts";
import { psadt } from "./psadt.ts";
import { setupapi } from "./setupapi.ts";
import { windowsUpdate } from "./windows-update.ts";
import { winget } from "./winget.ts";

/** Text logs of Windows and of what installs software on it. */
export const WINDOWS_FORMATS: readonly LogFormat[] = [
  msi,
  cmtrace,
  panther,
  cbs,
  dism,
  windowsUpdate,
  setupapi,
  burn,
  chocolatey,
  psadt,
  inno,
  dsregcmd,
  winget,
];
