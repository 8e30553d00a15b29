import type { InstallationOutcome } from "#lib/model/log-file.ts";

const FACILITY_WIN32 = 0x8007;

/** msi.h, Intune's default return codes and PSAppDeployToolkit: what an exit code says about the installation. */
const OUTCOMES = new Map<number, InstallationOutcome>([
  [0, "succeeded"],
  [1707, "succeeded"],
  [3010, "reboot"],
  [1641, "reboot"],
  // WU_S_REBOOT_REQUIRED
  [0x00240005, "reboot"],
  [1602, "cancelled"],
  [1223, "cancelled"],
  // Suspended, or another installation is running: whoever started it tries again later, so nothing has failed yet.
  [1604, "in_progress"],
  [1618, "in_progress"],
  [60012, "deferred"],
]);

/** The outcome of an exit code as written: decimal ("1603", "-2147021886") or a HRESULT ("0x80070643"). */
export function exitCodeOutcome(exitCode: string): InstallationOutcome {
  return OUTCOMES.get(win32Code(exitCode)) ?? "failed";
}

/** HRESULTs of facility Win32 carry the plain code in their low half. */
export function win32Code(exitCode: string): number {
  const code = Number(exitCode);
  if (!Number.isFinite(code)) return Number.NaN;
  const unsigned = code < 0 ? code + 2 ** 32 : code;
  return Math.floor(unsigned / 65_536) === FACILITY_WIN32 ? unsigned % 65_536 : unsigned;
}
