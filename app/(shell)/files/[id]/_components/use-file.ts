"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { useLiveProgress } from "#lib/realtime/live-progress.ts";

/** Live events do the work; this is for what they missed. */
const MOVING_REFETCH_MS = 5000;

/** The file as it is now: refetched when an event says so, its progress drawn from the notices themselves. */
export function useFile(initial: FileDetail): { file: FileDetail; error: Error | null } {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ["file", initial.id],
    queryFn: ({ signal }) => api<{ file: FileDetail }>(`/api/v1/files/${initial.id}`, { signal }),
    initialData: { file: initial },
    select: ({ file }) => file,
    refetchInterval: (query) => (isMoving(query.state.data?.file) ? MOVING_REFETCH_MS : false),
  });
  const progress = useLiveProgress(initial.id);
  if (data.state !== "processing" || !progress) return { file: data, error };
  const file = {
    ...data,
    bytesDone: Math.max(data.bytesDone, progress.bytesDone),
    records: Math.max(data.records, progress.recordCount),
    rejects: Math.max(data.rejects, progress.rejectCount),
    recordsPerS: progress.recordsPerS ?? data.recordsPerS,
  };
  return { file, error };
}

export function isMoving(file: FileDetail | undefined): boolean {
  const states = [file?.state, ...(file?.members ?? []).map((member) => member.file?.state)];
  return states.some((state) => state === "uploading" || state === "queued" || state === "processing");
}
