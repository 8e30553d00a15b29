import type { CodeMeaning } from "./code-meaning.ts";
import { codeValue, FIRST_HRESULT } from "./code-value.ts";
import { FACILITIES, facilityOf } from "./facilities.ts";

/** Ranges of exit codes that packages fill themselves. */
export function explainByRule(value: number, format: string | null): CodeMeaning | null {
  if (value < 69_000 || value > (format === "psadt" ? 79_999 : 69_999)) return null;
  const isScript = value < 70_000;
  return {
    code: String(value),
    name: null,
    title: isScript ? "Package's own exit code" : "Extension's own exit code",
    meaning: isScript
      ? "The deployment script of the package ended with a code that its author chose."
      : "An extension of the deployment toolkit ended with a code that its author chose.",
    check: "Look for this number in the script of the package.",
    role: "result",
    source: "PSAppDeployToolkit",
  };
}

/**
 * What the parts of a code without words of ours tell: "a Win32 error wrapped in an HRESULT". Null when not even they say
 * anything, as with a plain number.
 */
export function describeCode(code: string): string | null {
  const value = codeValue(code);
  if (value === null) return null;
  if (value < FIRST_HRESULT)
    return value > 0xffff ? null : "A plain number: a Win32 error, or a code of the program itself.";
  const low = value % 65_536;
  if (value >= 0xc0000000 && value < 0xe0000000 && !isKnownSetup(value)) return describeStatus(value);
  if (value >= 0xe0000000) return "An exception, or a code that a program made up itself.";
  if (value >>> 16 === 0x8007) return `A Win32 error (${low}) wrapped in an HRESULT.`;
  if (value >>> 16 === 0x87d1 && low >= 0x190 && low < 0x258) return `A device's answer to a setting, status ${low}.`;
  const facility = FACILITIES[facilityOf(value)];
  return facility === undefined ? "A failure (HRESULT) of a program's own." : `A failure (HRESULT) of ${facility}.`;
}

/** Windows Setup writes HRESULTs that look like NTSTATUS: 0xC18, 0xC19, 0xC14. */
function isKnownSetup(value: number): boolean {
  return [0xc180, 0xc190, 0xc142].includes(value >>> 16);
}

function describeStatus(value: number): string {
  if (value >= 0xd0000000) return "An NTSTATUS wrapped in an HRESULT.";
  return "An NTSTATUS: an error of the Windows kernel, or how a process crashed.";
}
