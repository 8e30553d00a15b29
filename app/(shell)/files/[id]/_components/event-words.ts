import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import type { Json } from "#lib/model/json.ts";
import type { FileEvent } from "#lib/queries/list-file-events.ts";

/** A transition in words: a few for the title, and what of its details a person may want to know. */
export function eventWords({ kind, details }: Pick<FileEvent, "kind" | "details">): { title: string; facts: string } {
  switch (kind) {
    case "received":
      return { title: "Received", facts: "" };
    case "queued":
      return { title: `Queued in ${laneWord(details.lane)}`, facts: "" };
    case "requeued":
      return { title: `Queued again in ${laneWord(details.lane)}`, facts: "" };
    case "started":
      return { title: attempt(details) > 1 ? `Reading, attempt ${attempt(details)}` : "Reading", facts: "" };
    case "taken-over":
      return { title: `Taken over, attempt ${attempt(details)}`, facts: "" };
    case "retried":
      return { title: "Retried", facts: "" };
    case "retry":
      return {
        title: `Trying again${attempt(details) > 1 ? `, attempt ${attempt(details)}` : ""}`,
        facts: textOf(details.code),
      };
    case "raised":
      return { title: `Raised to ${laneWord(details.lane)}`, facts: fromLane(details) };
    case "moved":
      return { title: `Moved to ${laneWord(details.lane)}`, facts: fromLane(details) };
    case "reingested":
      return { title: "settings" in details ? "Read again in another way" : "Read again from the start", facts: "" };
    case "discarded":
      return { title: "Discarded", facts: "" };
    case "archived":
      return { title: "Original archived", facts: "" };
    case "completed":
      return { title: "Read", facts: countsOf(details) };
    case "failed":
      return { title: "Stopped", facts: textOf(details.code) };
    case "cancelled":
      return { title: "Cancelled", facts: "" };
    case "duplicate":
      return { title: "Linked as a duplicate", facts: "" };
    default:
      return { title: kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll("-", " "), facts: "" };
  }
}

function fromLane({ fromLane: from }: FileEvent["details"]): string {
  return typeof from === "string" ? `from ${laneWord(from)}` : "";
}

function laneWord(lane: Json | undefined): string {
  const word = textOf(lane);
  return word === "" ? "a lane" : word.charAt(0).toUpperCase() + word.slice(1);
}

function attempt(details: FileEvent["details"]): number {
  return typeof details.attempt === "number" ? details.attempt : 1;
}

function countsOf({ records, rejects }: FileEvent["details"]): string {
  if (typeof records !== "number") return "";
  const kept = typeof rejects === "number" && rejects > 0 ? `, ${formatCount(rejects)} kept as text` : "";
  return formatPlural(records, "record") + kept;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
