"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import { useUrlState } from "#components/use-url-state.ts";
import type { ReadingChoice } from "#lib/model/reading-settings.ts";
import type { ReparsePreview } from "#lib/queries/preview-reparse.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import type { TeamFormat } from "#lib/queries/read-formats.ts";

const FORMAT = "read-as";
const ZONE = "read-zone";
/** In the address: let the content decide. */
const BY_CONTENT = "content";

/** What is chosen on the page, in its address; absent = as the file has it. */
export function useReadingChoice(): [ReadingChoice, (choice: ReadingChoice) => void] {
  const [params, setParams] = useUrlState();
  const chosen = (name: string) => {
    const value = params.get(name);
    return value === BY_CONTENT ? null : (value ?? undefined);
  };
  const written = (value: string | null | undefined) => (value === undefined ? null : (value ?? BY_CONTENT));
  return [
    { format: chosen(FORMAT), timeZone: chosen(ZONE) },
    ({ format, timeZone }) => setParams({ [FORMAT]: written(format), [ZONE]: written(timeZone) }),
  ];
}

/** The differences that a choice would make; the ones before stay while the next are made. */
export function useReparsePreview({ file, choice }: { file: FileDetail; choice: ReadingChoice }) {
  const api = useApi();
  return useQuery({
    queryKey: ["reparse", file.id, file.finishedAtMs, choice.format, choice.timeZone],
    queryFn: ({ signal }) =>
      api<ReparsePreview>(`/api/v1/files/${file.id}/reparse-preview`, { method: "POST", json: choice, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What a re-parsed file makes stale. */
const STALE = [["file"], ["files"], ["jobs"], ["job"], ["lanes"], ["overview"]];

export function useReparse(fileId: string, onDone: () => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: ReadingChoice & { note?: string; basedOn?: number }) =>
      api(`/api/v1/jobs/${fileId}/reingest`, { method: "POST", json }),
    onSuccess: onDone,
    onSettled: () => Promise.all(STALE.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** The team's own formats that new files can be read with; none while they are not known. */
export function useOwnFormats(): TeamFormat[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["formats"],
    queryFn: async ({ signal }) => (await api<{ formats: TeamFormat[] }>("/api/v1/formats", { signal })).formats,
  });
  return data ?? [];
}
