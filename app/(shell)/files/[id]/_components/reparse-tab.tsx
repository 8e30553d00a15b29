"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { AskDialog } from "#app/(shell)/queue/_components/ask-dialog.tsx";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatTitle } from "#lib/formats/format-titles.ts";
import { chosenSettings, type ReadingSettings } from "#lib/model/reading-settings.ts";
import type { ReparsePreview } from "#lib/queries/preview-reparse.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { ReparseDifferences } from "./reparse-differences.tsx";
import { ReparseSettings } from "./reparse-settings.tsx";
import { reparseSummary } from "./reparse-words.ts";
import { isMoving } from "./use-file.ts";
import { useOwnFormats, useReadingChoice, useReparse, useReparsePreview } from "./use-reparse.ts";

interface ReparseTabProps {
  file: FileDetail;
  /** In which times are shown. */
  zone: string;
  goTo: (recordNumber: number) => void;
}

/** Another format or zone for a file: the differences first, then the way to have it read so. */
export function ReparseTab(props: ReparseTabProps) {
  const { file } = props;
  const [, setChoice] = useReadingChoice();
  if (file.duplicateOf !== null) {
    return (
      <Nothing title="The records are with the first file of this content">
        Re-parse{" "}
        <Link href={`/files/${file.duplicateOf.id}?tab=reparse`} className="font-medium text-accent">
          {file.duplicateOf.name}
        </Link>
        ; this one points to it.
      </Nothing>
    );
  }
  if (file.archiveKind !== null) {
    return (
      <Nothing title="An archive has no lines of its own">
        Open one of the files that were in it; each can be re-parsed by itself.
      </Nothing>
    );
  }
  if (isMoving(file)) {
    return (
      <Nothing title="This file is being read">What another format or zone changes can be seen once it is.</Nothing>
    );
  }
  return <ReparseForm {...props} onDone={() => setChoice({})} />;
}

function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-2.5 py-4">
      <EmptyState title={title}>{children}</EmptyState>
    </div>
  );
}

function ReparseForm({ file, zone, goTo, onDone }: ReparseTabProps & { onDone: () => void }) {
  const [choice, setChoice] = useReadingChoice();
  const ownFormats = useOwnFormats();
  const [known, setKnown] = useState<ReadingSettings>({ format: null, timeZone: null });
  const { data, error, isFetching, refetch } = useReparsePreview({ file, choice });
  // The settings of the file stay known while a choice that can't be compared is on the screen.
  if (data && (data.settings.format !== known.format || data.settings.timeZone !== known.timeZone)) {
    setKnown(data.settings);
  }
  const nameOf = (id: string) => ownFormats.find((own) => own.id === id)?.definition.name ?? formatTitle(id);
  const button = (isRefused: boolean, basedOn?: number | null) => (
    <ReparseButton {...{ file, choice, isRefused, onDone }} basedOn={basedOn ?? undefined} isComparing={isFetching} />
  );
  return (
    <div
      aria-busy={isFetching}
      className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-y-auto px-6 py-4 max-desk:overflow-visible max-desk:px-4"
    >
      <ReparseSettings
        settings={chosenSettings(known, choice)}
        ownFormats={ownFormats}
        onChange={(changed) => setChoice({ ...choice, ...changed })}
      />
      {error ? (
        <ErrorState
          title="There is no comparison"
          action={
            <>
              <Button onClick={() => refetch()}>Try again</Button>
              {button(!isEmptyFile(error))}
            </>
          }
        >
          {error.message}
        </ErrorState>
      ) : data ? (
        <>
          <Summary preview={data}>{button(false, data.readAtMs)}</Summary>
          <ReparseDifferences preview={data} nameOf={nameOf} zone={zone} goTo={goTo} />
          <p className="text-text-3">
            Re-parsing reads the original again, by the rules of redaction as they are now. What is stored of the file
            is replaced; alerts stay, and the same failure raises no second one.
          </p>
        </>
      ) : (
        <Skeleton lines={10} label="Comparing" />
      )}
    </div>
  );
}

function Summary({ preview, children }: { preview: ReparsePreview; children: ReactNode }) {
  const { title, facts } = reparseSummary(preview);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p aria-live="polite" className="min-w-0 flex-1 max-desk:flex-none">
        <b className="font-semibold">{title}</b> <span className="text-text-2">{facts}</span>
      </p>
      {children}
    </div>
  );
}

/** Nothing of it is stored: it can't be compared, but read. */
function isEmptyFile(error: Error): boolean {
  return "details" in error && (error.details as { isEmpty?: boolean } | undefined)?.isEmpty === true;
}

interface ReparseButtonProps {
  file: FileDetail;
  choice: ReturnType<typeof useReadingChoice>[0];
  /** The reading that the differences are of. */
  basedOn: number | undefined;
  isComparing: boolean;
  isRefused: boolean;
  onDone: () => void;
}

function ReparseButton({ file, choice, basedOn, isComparing, isRefused, onDone }: ReparseButtonProps) {
  const [isAsked, setIsAsked] = useState(false);
  const { role } = useShell();
  const { mutate, isPending, error, reset } = useReparse(file.id, () => {
    setIsAsked(false);
    onDone();
  });
  const refusal =
    role === "viewer"
      ? "Viewers cannot re-parse files. Ask an admin."
      : isComparing
        ? "The differences are being made."
        : isRefused
          ? "Choose what can be compared first."
          : null;
  return (
    <>
      <Button
        variant="primary"
        disabledReason={refusal}
        onClick={() => {
          reset();
          setIsAsked(true);
        }}
      >
        Re-parse this file
      </Button>
      <AskDialog
        isOpen={isAsked}
        title={`Re-parse ${file.name}?`}
        confirmLabel="Re-parse this file"
        note="optional"
        isBusy={isPending}
        problem={error?.message ?? null}
        onClose={() => setIsAsked(false)}
        onConfirm={(note) => mutate({ ...choice, note: note.trim() || undefined, basedOn })}
      >
        What is stored of it is removed, and the original is read anew. Links to lines lead to the same numbers, which
        may be other lines then.
      </AskDialog>
    </>
  );
}
