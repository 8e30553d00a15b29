import type { Lane } from "#lib/model/log-file.ts";

/** A rule looks at a file's start and end; the first that matches decides the lane. */
export interface LaneRule {
  id: string;
  lane: Lane;
  /** Format ids it is for; absent = any. */
  formats?: readonly string[];
  /** The file's name, lower case. */
  fileName?: RegExp;
  /** The text that decides; the match is quoted in the reason. */
  text?: RegExp;
  /** Where that text must stand; "any" unless told. */
  where?: "any" | "end";
  /** What it is about, to stand before the quoted text or alone. */
  because: string;
}

const INSTALL_FORMATS = ["msi", "cmtrace"];
const ACCESS_FORMATS = ["pino", "bunyan"];

/** Seed 000's lanes as rules: failures of installation and enrollment first, diagnostics last. */
export const LANE_RULES: readonly LaneRule[] = [
  {
    id: "enrollment-failure",
    lane: "high",
    text: /\b0x8018[0-9a-f]{4}\b|\b(?:MDM )?enroll(?:ment)?\b[^\n]{0,80}?\b(?:failed|failure)\b|\bfailed to enroll\b/i,
    because: "a device enrollment failed",
  },
  {
    id: "msi-failed",
    lane: "high",
    formats: ["msi"],
    text: /\bMainEngineThread\D{1,40}(?!(?:0|1602|1604|1618|1641|3010)\b)\d{1,5}|\berror status: (?!(?:0|1602|1604|1618|1641|3010)\b)\d{1,5}/,
    because: "the installation failed",
  },
  {
    id: "msi-ended",
    lane: "medium",
    formats: ["msi"],
    text: /\bMainEngineThread\D{1,40}\d{1,5}|\berror status: \d{1,5}/,
    where: "end",
    because: "the installation ended without a failure",
  },
  {
    id: "msi-action-failed",
    lane: "high",
    formats: ["msi"],
    // Localised: the name of the action, a few words, then 3. The engine's own value decides when it is in sight.
    text: /\bReturn value 3\b|(?<=[.。] ?)\p{L}{3,20}(?: \p{L}{2,20})?:? ?3[.。](?=\r?\n|$)|\breturned actual error code (?!0\b)\d{1,10} \(/mu,
    because: "an action of the installation failed",
  },
  { id: "msi-open", lane: "high", formats: ["msi"], because: "an installation log whose outcome is not in sight yet" },
  {
    id: "install-failed",
    lane: "high",
    formats: INSTALL_FORMATS.slice(1),
    text: /\b(?:exit code:?|lpExitCode:?|exitcode:) ?\[?(?!0\b|1707\b|3010\b|1641\b|1618\b)-?\d{1,10}\b|\bCcmSetup failed\b[^\n\]]{0,60}|\bTask sequence execution failed\b|\b(?:Lite ?touch|LTI) deployment failed\b|\bFailed to (?:run the action|create process|enforce app)\b[^\n\]]{0,60}|^[^\n]{0,20}\bFAILURE \( ?\d{1,6}/im,
    because: "an installation failed",
  },
  {
    id: "event-log-errors",
    lane: "high",
    text: /<Level>[12]<\/Level>/,
    because: "a Windows event log with errors",
  },
  { id: "event-log", lane: "medium", formats: ["evtx", "event-xml"], because: "a Windows event log" },
  { id: "fatal", lane: "high", formats: ACCESS_FORMATS, text: /"level":(?:60|"fatal")/, because: "a fatal entry" },
  {
    id: "server-errors",
    lane: "medium",
    formats: ACCESS_FORMATS,
    text: /"(?:statusCode|status)":5\d\d\b/,
    because: "requests that the server failed to answer",
  },
  {
    id: "access-log",
    lane: "low",
    formats: ACCESS_FORMATS,
    because: "an access or application log without failures in sight",
  },
  { id: "agent-errors", lane: "medium", formats: ["cmtrace"], text: /\btype="3"/, because: "an agent log with errors" },
  { id: "agent-log", lane: "medium", formats: ["cmtrace"], because: "a configuration log of a management agent" },
  {
    id: "text-install-failed",
    lane: "high",
    text: /\b(?:exit|return|error) code:? ?\[?(?:1603|0x80070643)\b|\binstallation (?:has )?failed\b|\bsetup failed\b|\brollback (?:started|complete)/i,
    because: "an installation failed",
  },
  {
    id: "setup-errors",
    lane: "high",
    fileName: /^setuperr.*\.log/,
    text: /\S/,
    because: "Windows Setup's error log has entries",
  },
  {
    id: "diagnostics",
    lane: "low",
    fileName: /\b(?:diag|diagnostic|report|inventory|trace|perf|debug|dxdiag|msinfo)/,
    because: "its name says diagnostics or report",
  },
  {
    id: "text-errors",
    lane: "medium",
    text: /\b(?:FATAL|ERROR|Error|error|EXCEPTION|Exception|panic)\b[^\n]{0,60}/,
    because: "entries that look like errors",
  },
  {
    id: "configuration",
    lane: "medium",
    fileName: /egis|config|policy|setup|install|cbs|dism|provision|enroll|update|gpo|intune|ccm/,
    because: "its name says configuration",
  },
  { id: "otherwise", lane: "low", because: "an informational log without failures in sight" },
];
