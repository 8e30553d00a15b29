"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useApi } from "#components/use-api.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { isOver, type UploadItem } from "../../_uploads/upload-item.ts";
import { useUploadItems, useUploadQueue } from "../../_uploads/uploads-provider.tsx";
import { FAILING_SAMPLE_PATH, fetchSampleFiles, isSamplePath, sampleTarget } from "./sample-files.ts";

export interface Sample {
  isLoading: boolean;
  /** What it does right now, or why it stopped. */
  sentence: string | null;
  hasFailed: boolean;
  load: () => void;
}

/** Events say when the file is read; this is for those that get lost on the way. */
const FOLLOW_MS = 500;

/** Sends the sample like any other files and, once the failing one is read, opens it at its first failing line. */
export function useSample(): Sample {
  const queue = useUploadQueue();
  const items = useUploadItems().filter((item) => isSamplePath(item.path));
  const [state, setState] = useState<"idle" | "loading" | "unreachable">("idle");
  const failed = items.find((item) => item.state.kind === "failed");
  const fileId = state === "loading" ? sentFileId(items.find((item) => item.path === FAILING_SAMPLE_PATH)) : null;
  useOpenFailingLine(fileId);
  const load = async () => {
    setState("loading");
    try {
      queue.add(await fetchSampleFiles(), sampleTarget);
    } catch {
      setState("unreachable");
    }
  };
  const sentence = state === "unreachable" ? "The sample could not be fetched. Nothing was sent; try again." : null;
  return {
    isLoading: state === "loading" && !failed,
    sentence: sentence ?? (state === "loading" ? progressSentence(items, fileId) : null),
    hasFailed: state === "unreachable" || (state === "loading" && failed !== undefined),
    load: () => void load(),
  };
}

/** The row of the file that fails, once the server has all of it; of a duplicate the first one. */
function sentFileId(item: UploadItem | undefined): string | null {
  if (item?.state.kind === "duplicate") return item.state.first.id;
  return item?.state.kind === "queued" ? item.state.fileId : null;
}

function progressSentence(items: readonly UploadItem[], fileId: string | null): string {
  for (const { state } of items) {
    if (state.kind === "failed") return state.reason;
  }
  if (fileId !== null) return "Reading LT-2291, opening its first failing line";
  const sent = items.filter(isOver).length;
  return items.length === 0 ? "Fetching the sample" : `Sending ${items.length} files, ${sent} arrived`;
}

function useOpenFailingLine(fileId: string | null): void {
  const api = useApi();
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ["file", fileId],
    queryFn: ({ signal }) => api<{ file: FileDetail }>(`/api/v1/files/${fileId}`, { signal }),
    enabled: fileId !== null,
    refetchInterval: FOLLOW_MS,
  });
  const isRead = data?.file.state === "completed" || data?.file.state === "failed";
  useEffect(() => {
    if (fileId !== null && isRead) router.push(`/files/${fileId}`);
  }, [fileId, isRead, router]);
}
