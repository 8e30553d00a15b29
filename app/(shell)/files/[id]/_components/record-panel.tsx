"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useApi } from "#components/use-api.ts";
import type { RecordDetail } from "#lib/queries/read-record.ts";
import { RecordFacts } from "./record-facts.tsx";
import { RecordMeaning } from "./record-meaning.tsx";
import { recordKey } from "./record-pages.ts";
import type { RowLook } from "./record-row.tsx";
import { RecordSource } from "./record-source.tsx";
import { WideRow } from "./wide-row.tsx";

interface RecordPanelProps {
  fileId: string;
  recordNumber: number;
  look: RowLook;
  onClose: () => void;
}

/** An open record, in place under its row. */
export function RecordPanel(props: RecordPanelProps) {
  return (
    <WideRow isPanel>
      <RecordBody {...props} />
    </WideRow>
  );
}

/** All of a record: where its bytes are, what they say, what was made of them. */
export function RecordBody({ fileId, recordNumber, look, onClose }: RecordPanelProps) {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: recordKey({ fileId, recordNumber }),
    queryFn: ({ signal }) =>
      api<{ record: RecordDetail }>(`/api/v1/files/${fileId}/records/${recordNumber}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  if (error) {
    return (
      <ErrorState title="This record could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <Skeleton lines={8} label="Loading the record" className="min-h-60" />;
  const { record } = data;
  return (
    <>
      {record.rejectReason ? (
        <p className="border-b border-border px-4 py-2.5">
          <b>Kept as text.</b> <span className="text-text-2">{record.rejectReason}</span>
        </p>
      ) : null}
      <RecordMeaning record={record} look={look} />
      <div className="grid grid-cols-[minmax(0,1fr)_344px] max-desk:grid-cols-1">
        <RecordSource record={record} look={look} />
        <RecordFacts record={record} look={look} onClose={onClose} />
      </div>
    </>
  );
}
