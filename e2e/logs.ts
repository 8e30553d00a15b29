import { randomUUID } from "node:crypto";

/** Lines of a pino log that no other test has; `errors` are the numbers of records with the level error. */
export function pinoLog(records: number, errors: readonly number[] = []): string {
  const run = randomUUID();
  const lines = Array.from({ length: records }, (_, index) => {
    const n = index + 1;
    const level = errors.includes(n) ? 50 : 30;
    return JSON.stringify({ level, time: 1_780_000_000_000 + n, pid: 4, hostname: "shop-1", msg: `order ${n}`, run });
  });
  return `${lines.join("\n")}\n`;
}

/** A Windows Installer log of a failed installation, as such logs are written: UTF-16LE with a byte order mark. */
export function failedMsiLog(): Buffer {
  const lines = [
    "=== Verbose logging started: 12.03.2026  14:01:20  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===",
    ...Array.from(
      { length: 300 },
      (_, n) =>
        `MSI (s) (5C:1C) [14:03:00:${String(n).padStart(3, "0")}]: Executing op: RegAddValue(Name=Value${n},Value=${randomUUID()},)`,
    ),
    "MSI (s) (5C:1C) [14:04:06:226]: Executing op: ActionStart(Name=SetLedgerAcl,,)",
    "GrantAcl: error 0x80070534, no SID for account TALLY_SVC",
    "CustomAction SetLedgerAcl returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)",
    "Action ended 14:04:06: InstallFinalize. Return value 3.",
    "Action ended 14:04:08: INSTALL. Return value 3.",
    "MSI (s) (5C:1C) [14:04:08:916]: Product: Tallybook 4.2.0 -- Installation failed.",
    "",
    "MSI (s) (5C:1C) [14:04:08:917]: Windows Installer installed the product. Product Name: Tallybook. Product Version: 4.2.0. Product Language: 1033. Manufacturer: Tally. Installation success or error status: 1603.",
    "",
    "=== Verbose logging stopped: 12.03.2026  14:04:09 ===",
  ];
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${lines.join("\r\n")}\r\n`, "utf16le")]);
}

/** A Windows Installer log of an installation that ended with this status: 0 = done, 3010 = done after a restart. */
export function endedMsiLog(status: 0 | 3010): string {
  return [
    "=== Verbose logging started: 12.03.2026  14:01:20  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===",
    `MSI (s) (5C:1C) [14:03:00:100]: Executing op: RegAddValue(Name=Run,Value=${randomUUID()},)`,
    "Action ended 14:04:08: INSTALL. Return value 1.",
    "MSI (s) (5C:1C) [14:04:08:916]: Product: Tallybook 4.2.0 -- Installation completed successfully.",
    "",
    `MSI (s) (5C:1C) [14:04:08:917]: Windows Installer installed the product. Product Name: Tallybook. Product Version: 4.2.0. Product Language: 1033. Manufacturer: Tally. Installation success or error status: ${status}.`,
    "",
    `MSI (s) (5C:1C) [14:04:08:918]: MainEngineThread is returning ${status}`,
    "=== Verbose logging stopped: 12.03.2026  14:04:09 ===",
    "",
  ].join("\r\n");
}
