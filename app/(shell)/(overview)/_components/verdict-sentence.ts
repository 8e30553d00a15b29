import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { explainCode } from "#lib/codes/explain-code.ts";
import type { FailureCause } from "#lib/queries/list-causes.ts";
import type { FailingNow, Overview } from "#lib/queries/read-overview.ts";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** What is broken now, in one or two sentences. */
export function verdictSentence({
  failing,
  causes,
  doneInDay,
  filesWithErrors,
}: Pick<Overview, "failing" | "doneInDay"> & {
  causes: Pick<FailureCause, "targets">[];
  filesWithErrors: { count: number };
}): string {
  if (failing.targets === 0) {
    const { count } = filesWithErrors;
    if (count > 0)
      return `No installation is failing. ${formatPlural(count, "file")} ${count === 1 ? "has" : "have"} errors.`;
    const done = doneInDay === 0 ? "No installation in 24 h." : `${formatPlural(doneInDay, "device")} done in 24 h.`;
    return `Nothing is failing. ${done}`;
  }
  return `${whatFails(failing)} ${whatExplains(failing, causes)}`;
}

/** A cause that is not the largest: "12 devices", ": Device limit reached" or, without words for its code, " fail at Autopilot". */
export function causeSentence(
  { targets, devices, product, line, file }: CauseFacts,
  /** May know the team's own words too. */
  explain: typeof explainCode = explainCode,
): { who: string; what: string } {
  const meaning = line?.code ? explain(line.code, { format: file.format }) : null;
  const fallback = ` ${targets === 1 ? "fails" : "fail"} at ${product}`;
  return { who: formatPlural(targets, noun(targets, devices)), what: meaning ? `: ${meaning.title}` : fallback };
}

type CauseFacts = Pick<FailureCause, "targets" | "devices" | "product"> & {
  line: Pick<NonNullable<FailureCause["line"]>, "code"> | null;
  file: Pick<FailureCause["file"], "format">;
};

function whatFails({ deployments, onlyDeployment, targets, devices, outside }: FailingNow): string {
  const outsiders = formatPlural(outside, noun(targets, devices));
  if (onlyDeployment === null && deployments === 0) {
    const where = devices === targets ? "on" : "in";
    return `Installations failed ${where} ${formatPlural(targets, noun(targets, devices))}.`;
  }
  if (onlyDeployment === null) {
    const number = NUMBERS[deployments] ?? formatCount(deployments);
    return `${number} deployments are failing${outside > 0 ? `, and ${outsiders} outside of them` : ""}.`;
  }
  if (outside > 0) return `${onlyDeployment.name} is failing, and ${outsiders} outside of it.`;
  if (onlyDeployment.targets <= 1) return `${onlyDeployment.name} is failing on its only device.`;
  return `${onlyDeployment.name} is failing on ${formatCount(targets)} of ${formatPlural(onlyDeployment.targets, "device")}.`;
}

function whatExplains(failing: FailingNow, causes: Pick<FailureCause, "targets">[]): string {
  const { targets, devices, onlyDeployment, deployments, outside } = failing;
  const explained = causes[0]?.targets ?? 0;
  const nouns = `${noun(targets, devices)}s`;
  if (targets === 1) return "This is the line.";
  if (explained === 1) return `Each of the ${formatCount(targets)} failed ${nouns} stopped at a line of its own.`;
  const isCounted = outside === 0 ? onlyDeployment !== null : deployments === 0;
  if (explained === targets)
    return `One line explains all ${isCounted ? "of them" : `${formatCount(targets)} failed ${nouns}`}.`;
  if (isCounted) return `One line explains ${formatCount(explained)} of them.`;
  return `One line explains ${formatCount(explained)} of the ${formatCount(targets)} failed ${nouns}.`;
}

/** What is counted: devices where every one is known, files where none is. */
function noun(targets: number, devices: number): string {
  if (devices === targets) return "device";
  return devices === 0 ? "file" : "installation";
}
