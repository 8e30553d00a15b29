"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useShell } from "#components/shell-context.tsx";
import { showNotice } from "#components/toasts/toast-manager.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { useApi } from "#components/use-api.ts";
import type { JobAction, JobFilter } from "#lib/model/job.ts";
import type { Lane } from "#lib/model/log-file.ts";

export type JobChange =
  | { kind: "one"; action: JobAction; jobId: string; note?: string }
  | { kind: "move"; lane: Lane; jobId: string; note?: string }
  | { kind: "batch"; action: JobAction; filter: JobFilter; expected: number; note?: string };

/** What matters here of the answer to a batch. */
interface BatchAnswer {
  skipped?: { count: number; reason: string } | null;
}

/** What a change makes stale. */
const STALE = [["jobs"], ["job"], ["lanes"], ["files"], ["file"], ["overview"]];

/**
 * Changes jobs as the person of this tab. A refusal is told as a notice, unless the caller takes it with `onError`, and
 * changes nothing.
 */
export function useJobActions({ onRefused }: { onRefused?: (message: string) => void } = {}) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { role } = useShell();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (change: JobChange) => send(api, change),
    // With the answer, not with its notice; after a refusal too: what was shown was not what is.
    onSuccess: (answer, { kind }) => kind === "batch" && tellSkipped(answer),
    onSettled: () => Promise.all(STALE.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
    onError: (error) => (onRefused ? onRefused(error.message) : showNotice({ title: "Not done", text: error.message })),
  });
  const isViewer = role === "viewer";
  return {
    act: mutate,
    /** The change that is on its way. */
    busy: isPending ? variables : null,
    /** Why this person can't; null = can. */
    refusal: isViewer ? "Viewers cannot change what is in the queue. Ask an admin." : null,
    moveRefusal: isViewer ? "Viewers cannot move lanes. Ask an admin." : null,
  };
}

/** A batch leaves alone what its action is not for; whoever asked must know. */
function tellSkipped(answer: unknown): void {
  const { skipped } = answer as BatchAnswer;
  if (skipped) showNotice({ title: `${formatPlural(skipped.count, "file")} stayed as before`, text: skipped.reason });
}

function send(api: ReturnType<typeof useApi>, change: JobChange): Promise<unknown> {
  const note = change.note?.trim() || undefined;
  switch (change.kind) {
    case "one":
      return api(`/api/v1/jobs/${change.jobId}/${change.action}`, { method: "POST", json: { note } });
    case "move":
      return api(`/api/v1/jobs/${change.jobId}/move`, { method: "POST", json: { lane: change.lane, note } });
    case "batch": {
      const { action, filter, expected } = change;
      return api("/api/v1/jobs/batch", { method: "POST", json: { action, filter, expected, note } });
    }
  }
}
