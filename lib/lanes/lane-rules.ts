import type { LaneRule, LaneRules } from "#lib/model/lane-rule.ts";

const ACCESS_FORMATS = ["pino", "bunyan"];
/** Exit codes that are no failure: done, cancelled, busy, restart. */
const MSI_NO_FAILURE = ["0", "1602", "1604", "1618", "1641", "3010"];
const NO_FAILURE = ["0", "1707", "3010", "1641", "1618"];

type Draft = Omit<LaneRule, "isOn">;

const RULES: readonly Draft[] = [
  {
    id: "enrollment-failure",
    name: "Failed enrollments",
    lane: "high",
    condition: {
      content: {
        patterns: [
          "\\b0x8018[0-9a-f]{4}\\b",
          "\\b(?:MDM )?enroll(?:ment)?\\b[^\\n]{0,80}?\\b(?:failed|failure)\\b",
          "\\bfailed to enroll\\b",
        ],
      },
    },
    because: "a device enrollment failed",
  },
  {
    id: "msi-failed",
    name: "Failed installations (MSI)",
    lane: "high",
    condition: {
      formats: ["msi"],
      content: {
        patterns: ["\\bMainEngineThread\\D{1,40}(\\d{1,5})", "\\berror status: (\\d{1,5})"],
        except: MSI_NO_FAILURE,
      },
    },
    because: "the installation failed",
  },
  {
    id: "msi-ended",
    name: "Finished installations (MSI)",
    lane: "medium",
    condition: {
      formats: ["msi"],
      content: { patterns: ["\\bMainEngineThread\\D{1,40}\\d{1,5}", "\\berror status: \\d{1,5}"], where: "end" },
    },
    because: "the installation ended without a failure",
  },
  {
    id: "msi-action-failed",
    name: "Failed actions (MSI)",
    lane: "high",
    condition: {
      formats: ["msi"],
      content: {
        patterns: [
          "\\bReturn value 3\\b",
          // Localised: the name of the action, a few words, then 3. The engine's own value decides when it is in sight.
          "[.。] ?\\p{L}{3,20}(?: \\p{L}{2,20})?:? ?3[.。]\\r?$",
          "\\breturned actual error code (\\d{1,10}) \\(",
        ],
        except: ["0"],
      },
    },
    because: "an action of the installation failed",
  },
  {
    id: "msi-open",
    name: "Open installations (MSI)",
    lane: "high",
    condition: { formats: ["msi"] },
    because: "an installation log whose outcome is not in sight yet",
  },
  {
    id: "install-failed",
    name: "Failed installations (agents)",
    lane: "high",
    condition: {
      formats: ["cmtrace"],
      content: {
        patterns: [
          "\\b(?:exit code:?|lpExitCode:?|exitcode:) ?\\[?(-?\\d{1,10})\\b",
          "\\bCcmSetup failed\\b[^\\n\\]]{0,60}",
          "\\bTask sequence execution failed\\b",
          "\\b(?:Lite ?touch|LTI) deployment failed\\b",
          "\\bFailed to (?:run the action|create process|enforce app)\\b[^\\n\\]]{0,60}",
          "^[^\\n]{0,20}\\bFAILURE \\( ?\\d{1,6}",
        ],
        except: NO_FAILURE,
      },
    },
    because: "an installation failed",
  },
  {
    id: "event-log-errors",
    name: "Event logs with errors",
    lane: "high",
    condition: { content: { patterns: ["<Level>[12]</Level>"] } },
    because: "a Windows event log with errors",
  },
  {
    id: "event-log",
    name: "Event logs",
    lane: "medium",
    condition: { formats: ["evtx", "event-xml"] },
    because: "a Windows event log",
  },
  {
    id: "fatal",
    name: "Fatal entries",
    lane: "high",
    condition: { formats: ACCESS_FORMATS, severity: "fatal" },
    because: "a fatal entry",
  },
  {
    id: "server-errors",
    name: "Server errors",
    lane: "medium",
    condition: { formats: ACCESS_FORMATS, content: { patterns: ['"(?:statusCode|status)":5\\d\\d\\b'] } },
    because: "requests that the server failed to answer",
  },
  {
    id: "access-log",
    name: "Access logs",
    lane: "low",
    condition: { formats: ACCESS_FORMATS },
    because: "an access or application log without failures in sight",
  },
  {
    id: "agent-errors",
    name: "Agent errors",
    lane: "medium",
    condition: { formats: ["cmtrace"], severity: "error" },
    because: "an agent log with errors",
  },
  {
    id: "agent-log",
    name: "Agent logs",
    lane: "medium",
    condition: { formats: ["cmtrace"] },
    because: "a configuration log of a management agent",
  },
  {
    id: "text-install-failed",
    name: "Failed installations (text)",
    lane: "high",
    condition: {
      content: {
        patterns: [
          "\\b(?:exit|return|error) code:? ?\\[?(?:1603|0x80070643)\\b",
          "\\binstallation (?:has )?failed\\b",
          "\\bsetup failed\\b",
          "\\brollback (?:started|complete)",
        ],
      },
    },
    because: "an installation failed",
  },
  {
    id: "setup-errors",
    name: "Windows Setup errors",
    lane: "high",
    condition: { names: ["setuperr*.log*"], content: { patterns: ["\\S"] } },
    because: "Windows Setup's error log has entries",
  },
  {
    id: "diagnostics",
    name: "Diagnostics and reports",
    lane: "low",
    condition: {
      names: [
        ...["*diag*", "*report*", "*inventory*", "*msinfo*"],
        ...["trace*", "*[-. ]trace*", "perf*", "*[-. ]perf*", "debug*", "*[-. ]debug*"],
      ],
    },
    because: "its name says diagnostics or report",
  },
  {
    id: "text-errors",
    name: "Texts with errors",
    lane: "medium",
    condition: { content: { patterns: ["\\b(?:fatal|error|exception|panic)\\b[^\\n]{0,60}"] } },
    because: "entries that look like errors",
  },
  {
    id: "configuration",
    name: "Configuration and Egis logs",
    lane: "medium",
    condition: {
      names: [
        ...["*egis*", "*config*", "*policy*", "*setup*", "*install*", "*cbs*", "*dism*", "*provision*", "*enroll*"],
        ...["*update*", "*gpo*", "*intune*", "*ccm*"],
      ],
    },
    because: "its name says configuration",
  },
];

/**
 * The rules an organisation has until it makes its own. High: failed installations, event logs with errors, failed
 * enrollments. Medium: configuration and Egis logs. Low: diagnostic reports and informational logs.
 */
export const SHIPPED_RULES: LaneRules = {
  rules: RULES.map((rule) => ({ ...rule, isOn: true })),
  otherwise: { lane: "low", because: "an informational log without failures in sight" },
};
