import type { FileState } from "#lib/queries/list-files.ts";

/** The groups people ask for, each one or several states. The names stand in the address. */
export const FILE_GROUPS = [
  { id: "all", label: "All", states: [] },
  { id: "in-progress", label: "In progress", states: ["uploading", "queued", "processing"] },
  { id: "completed", label: "Completed", states: ["completed"] },
  { id: "failed", label: "Failed", states: ["failed"] },
  { id: "duplicates", label: "Duplicates", states: ["duplicate"] },
] as const satisfies readonly { id: string; label: string; states: readonly FileState[] }[];

export type FileGroup = (typeof FILE_GROUPS)[number];

export interface FilesFilter {
  group: FileGroup;
  text: string;
}

/** Reads the filter out of the address; what it does not know counts as no filter. */
export function filesFilterOf(params: { get(name: string): string | null }): FilesFilter {
  const group = FILE_GROUPS.find(({ id }) => id === params.get("state")) ?? FILE_GROUPS[0];
  return { group, text: (params.get("text") ?? "").slice(0, 200) };
}

/** The query string of the API for a filter. */
export function filesQuery({ group, text }: FilesFilter, cursor: string | null): string {
  const query = new URLSearchParams();
  if (group.states.length > 0) query.set("state", group.states.join(","));
  if (text.trim() !== "") query.set("text", text.trim());
  if (cursor !== null) query.set("cursor", cursor);
  return query.toString();
}

/** How many files a group has, from the counts by state. */
export function groupCount(group: FileGroup, counts: Record<FileState, number>): number {
  const states: readonly FileState[] = group.states.length > 0 ? group.states : (Object.keys(counts) as FileState[]);
  return states.reduce((sum, state) => sum + counts[state], 0);
}
