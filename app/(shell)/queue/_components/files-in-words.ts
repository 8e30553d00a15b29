import { formatPlural } from "#components/ui/format-count.ts";
import { formatTitle } from "#lib/formats/format-titles.ts";
import type { JobFilter, JobState, JobTab } from "#lib/model/job.ts";
import type { FileSource, Lane } from "#lib/model/log-file.ts";

export const LANE_WORDS: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };

export const STATE_WORDS: Record<JobState, string> = {
  waiting: "Waiting",
  running: "Running",
  retrying: "Trying again",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
  discarded: "Discarded",
};

export const SOURCE_WORDS: Record<FileSource, string> = {
  upload: "Dropped in the browser",
  api: "Sent by the API",
  cli: "Sent by npm run ingest",
  bucket: "Put into the inbox",
  s3: "Found in S3",
  folder: "Found in a folder",
  custom: "Found by an extension",
};

/** Every file of a tab, as an adjective before "files". */
const WHOLE_TAB: Record<JobTab, string> = {
  "in-progress": "unfinished",
  completed: "finished",
  "dead-letters": "failed",
};

/** "12 failed CMTrace files of Wave 7": the count and the filter, so that a button says exactly what it acts on. */
export function filesInWords(
  { filter, count }: { filter: JobFilter; count: number },
  titleOf: (format: string) => string = (format) => formatTitle(format),
): string {
  const { tab, lanes, states, formats, sources, deployment, device, text } = filter;
  const adjectives = [
    states.length > 0 ? or(states.map((state) => adjectiveOf(state))) : WHOLE_TAB[tab],
    or(lanes.map((lane) => LANE_WORDS[lane])),
    or(formats.map(titleOf)),
  ].filter(Boolean);
  const parts = [
    sources.length > 0 ? or(sources.map((source) => lowerFirst(SOURCE_WORDS[source]))) : null,
    deployment ? `of ${deployment}` : null,
    device ? `from ${device}` : null,
    text ? `with “${text}” in a name` : null,
  ].filter(Boolean);
  const noun = `${adjectives.join(" ")} file`;
  return [formatPlural(count, noun), ...parts].join(" ");
}

function adjectiveOf(state: JobState): string {
  return state === "retrying" ? "retrying" : STATE_WORDS[state].toLowerCase();
}

function or(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
