import { describe, expect, it } from "vitest";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { classify } from "./classify.ts";
import { SHIPPED_RULES } from "./lane-rules.ts";

function look(input: { fileName?: string; format: string; head?: string; tail?: string | null; sizeBytes?: number }) {
  const facts = { source: "upload", deployment: null, device: null } as const;
  const { lane, reason } = classify(
    { fileName: "x.log", head: "x", tail: null, sizeBytes: 1000, ...facts, ...input },
    SHIPPED_RULES,
  );
  return { lane, reason };
}

const MSI_HEAD =
  "=== Verbose logging started: 3/12/2026  14:01:22 ===\nMSI (c) (2C:48) [14:01:22:310]: Resetting cached policy values\n";
const record = (message: string, type = "1") =>
  `<![LOG[${message}]LOG]!><time="08:00:00.000+00" date="11-18-2026" component="c" context="" type="${type}" thread="1" file="">\n`;

describe("classify", () => {
  it.each([
    [
      "an MSI log that ends with a failure",
      { format: "msi", head: MSI_HEAD, tail: "MSI (s) (5C:1C) [14:03:44:690]: MainEngineThread is returning 1603\n" },
      "high",
      'MSI verbose: the installation failed, "MainEngineThread is returning 1603" (near its end). Rule: Failed installations (MSI).',
    ],
    [
      "an MSI log with a failed action",
      { format: "msi", head: `${MSI_HEAD}Action ended 14:03:41: InstallFinalize. Return value 3.\n` },
      "high",
      'MSI verbose: an action of the installation failed, "Return value 3." (line 3). Rule: Failed actions (MSI).',
    ],
    [
      "an MSI log that ends well",
      { format: "msi", head: MSI_HEAD, tail: "MSI (c) (2C:48) [14:03:44:690]: MainEngineThread is returning 3010\n" },
      "medium",
      'MSI verbose: the installation ended without a failure, "MainEngineThread is returning 3010" (near its end). Rule: Finished installations (MSI).',
    ],
    [
      "an MSI log without its end",
      { format: "msi", head: MSI_HEAD },
      "high",
      "MSI verbose: an installation log whose outcome is not in sight yet. Rule: Open installations (MSI).",
    ],
    [
      "a CMTrace log with a failed app",
      { format: "cmtrace", head: record("Starting") + record("[Win32App] lpExitCode 1603") },
      "high",
      'CMTrace: an installation failed, "lpExitCode 1603" (line 2). Rule: Failed installations (agents).',
    ],
    [
      "a CMTrace log with a pending restart",
      { format: "cmtrace", head: record("Installation is done, exit code: 3010") },
      "medium",
      "CMTrace: a configuration log of a management agent. Rule: Agent logs.",
    ],
    [
      "a CMTrace log with errors",
      { format: "cmtrace", head: record("Failed to read policy", "3") },
      "medium",
      `CMTrace: an agent log with errors, "type='3'" (line 1). Rule: Agent errors.`,
    ],
    [
      "a failed enrollment in any format",
      { format: "plain", head: "a\nAuto MDM Enroll: Failed (Unknown Win32 Error code: 0x80180014)\n" },
      "high",
      'Plain text: a device enrollment failed, "MDM Enroll: Failed" (line 2). Rule: Failed enrollments.',
    ],
    [
      "an access log",
      { format: "pino", head: '{"level":30,"res":{"statusCode":200}}\n' },
      "low",
      "pino JSON: an access or application log without failures in sight. Rule: Access logs.",
    ],
    [
      "an access log with a 5xx",
      { format: "pino", head: '{"level":30,"res":{"statusCode":502}}\n' },
      "medium",
      `pino JSON: requests that the server failed to answer, "'statusCode':502" (line 1). Rule: Server errors.`,
    ],
    [
      "a fatal entry",
      { format: "bunyan", head: '{"level":60,"msg":"out of memory"}\n' },
      "high",
      `Bunyan JSON: a fatal entry, "'level':60" (line 1). Rule: Fatal entries.`,
    ],
    [
      "a diagnostic report",
      { format: "plain", fileName: "perf-diag-WS-118.txt", head: "Error counters: 0\n" },
      "low",
      "Plain text: its name says diagnostics or report. Rule: Diagnostics and reports.",
    ],
    [
      "a configuration log by its name",
      { format: "plain", fileName: "egis-agent.log", head: "profile applied\n" },
      "medium",
      "Plain text: its name says configuration. Rule: Configuration and Egis logs.",
    ],
    [
      "a text with errors",
      { format: "plain", head: "ok\n2026-01-01 ERROR disk\n" },
      "medium",
      'Plain text: entries that look like errors, "ERROR disk" (line 2). Rule: Texts with errors.',
    ],
    [
      "an informational text",
      { format: "plain", head: "service is up\n" },
      "low",
      "Plain text: an informational log without failures in sight. No rule matched.",
    ],
    ["an empty file", { format: "plain", head: "", sizeBytes: 0 }, "low", "The file is empty."],
  ] as const)("sorts %s", (_case, input, lane, reason) => {
    expect(look(input)).toEqual({ lane, reason });
  });

  it("reads a localised failure by the engine's value, which no language changes", () => {
    const tail =
      "Aktion beendet um 08:10:34: INSTALL. Rückgabewert 3.\nMSI (c) (10:2C) [08:10:34:910]: MainEngineThread is returning 1603\n";
    expect(look({ format: "msi", head: MSI_HEAD, tail }).lane).toBe("high");
  });

  it("reads a localised failed action when the end is not in sight", () => {
    const head = `${MSI_HEAD}Aktion beendet um 08:10:34: StartServices. Rückgabewert 3.\n`;
    expect(look({ format: "msi", head }).reason).toContain('"Rückgabewert 3."');
  });

  it("lets a cancelled installation wait with the routine logs", () => {
    expect(
      look({ format: "msi", head: `${MSI_HEAD}MSI (c) (2C:48) [14:03:44:690]: MainEngineThread is returning 1602\n` })
        .lane,
    ).toBe("medium");
  });

  it("takes linear time on hostile text", () => {
    const hostile = [
      "enroll ".repeat(40_000),
      "exit code ".repeat(30_000),
      ". a ".repeat(60_000),
      "error ".repeat(40_000),
      "MainEngineThread ".repeat(15_000),
    ];
    expectLinearWork(hostile, (head) => {
      for (const format of ["msi", "cmtrace", "plain", "pino"]) look({ format, head, tail: head });
    });
  });
});
