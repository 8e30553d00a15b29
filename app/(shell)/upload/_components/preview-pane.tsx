"use client";

import Link from "next/link";
import { useState } from "react";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { FilePreview } from "#lib/parse/preview-file.ts";
import { rowsAround } from "#lib/parse/preview-rows.ts";
import type { PreviewState } from "../../_uploads/preview-queue.ts";
import { isUnsent, type UploadItem } from "../../_uploads/upload-item.ts";
import { usePreview, useUploadQueue } from "../../_uploads/uploads-provider.tsx";
import { PreviewFacts, PreviewFactsSkeleton } from "./preview-facts.tsx";
import { PreviewLog } from "./preview-log.tsx";
import { PreviewMeaning } from "./preview-meaning.tsx";
import { PreviewMembers } from "./preview-members.tsx";

/** Was the file understood? Facts that can be changed, the meaning of its first code, the rows around it. */
export function PreviewPane({ item, unsentIds }: { item: UploadItem; unsentIds: readonly string[] }) {
  const queue = useUploadQueue();
  const state = usePreview(item.id);
  const preview = state?.preview && hasContent(state.preview) ? state.preview : null;
  const problem = state?.preview?.problem;
  const isOpen = isUnsent(item);
  return (
    <section
      aria-label={`Preview of ${item.path}`}
      aria-busy={state?.kind === "reading" || state?.kind === "waiting"}
      className="flex min-w-0 flex-col gap-3 px-6 pt-5 pb-6 max-desk:px-4 max-desk:pt-2.5"
    >
      <PreviewTitle item={item} state={state} />
      {preview ? (
        <PreviewFacts
          preview={preview}
          choice={item.choice}
          changeableCount={isOpen ? unsentIds.length : 0}
          onChoose={(change, isForAll) => queue.choose(isForAll ? unsentIds : [item.id], change)}
        />
      ) : item.state.kind === "failed" || state === null || problem ? null : state.kind === "failed" ? (
        <p className="text-text-2">{state.reason}</p>
      ) : (
        <PreviewFactsSkeleton />
      )}
      {item.state.kind === "failed" ? <Problem text={item.state.reason} /> : null}
      {problem && item.state.kind !== "failed" ? <Problem text={problem} /> : null}
      {preview?.members ? <PreviewMembers members={preview.members} /> : null}
      {preview ? <PreviewErrors key={item.id} preview={preview} /> : null}
      {!preview && !problem && state && state.kind !== "failed" && item.state.kind !== "failed" ? (
        <Skeleton lines={12} label="Reading rows" />
      ) : null}
    </section>
  );
}

/** Of a file that is no log at all there is nothing to tell but that. */
function hasContent({ problem, records, rejects }: FilePreview): boolean {
  return problem === null || records + rejects > 0;
}

function PreviewTitle({ item, state }: { item: UploadItem; state: PreviewState | null }) {
  const preview = state?.preview ?? null;
  const errors = preview ? preview.severities.error + preview.severities.fatal : 0;
  return (
    <div className="flex min-w-0 flex-none items-center gap-2.5 max-desk:hidden">
      <h2 className="truncate text-16" title={item.path}>
        {item.path.slice(item.path.lastIndexOf("/") + 1)}
      </h2>
      {errors > 0 ? <ErrorsChip count={errors} /> : null}
      <span className="ml-auto flex-none whitespace-nowrap text-text-3" role="status">
        {whereItIs(item, state)}
      </span>
      {item.state.kind === "queued" ? (
        <Link href={`/files/${item.state.fileId}`} className="flex-none font-medium text-accent hover:underline">
          Open file
        </Link>
      ) : null}
    </div>
  );
}

export function ErrorsChip({ count }: { count: number }) {
  return (
    <Chip tone="failed">
      <OutcomeIcon outcome="failed" />
      {formatPlural(count, "error")}
    </Chip>
  );
}

/** "First 64 MB read in this browser, nothing sent yet" */
function whereItIs(item: UploadItem, state: PreviewState | null): string {
  if (item.state.kind === "failed") return "Nothing sent";
  if (!isUnsent(item)) return state?.preview ? "As it was read in this browser" : "Sent before it was previewed";
  if (state === null || state.kind === "waiting") return "Waits to be read, nothing sent yet";
  if (state.kind === "reading") return "Reading in this browser, nothing sent yet";
  if (state.kind === "failed") return "Nothing sent yet";
  const { isWhole, contentBytes } = state.preview;
  return `${isWhole ? "Read" : `First ${formatBytes(contentBytes)} read`} in this browser, nothing sent yet`;
}

function Problem({ text }: { text: string }) {
  return (
    <p className="flex flex-none gap-1.5 text-out-failed" role="alert">
      <OutcomeIcon outcome="failed" className="mt-0.5" />
      <span>{text}</span>
    </p>
  );
}

/** Walks the errors; starts at the failing line, else at the first error, else at the top of the file. */
function PreviewErrors({ preview }: { preview: FilePreview }) {
  const { errors, failingLine } = preview;
  const [chosen, setChosen] = useState<number | null>(null);
  const known = chosen !== null && errors.includes(chosen) ? chosen : null;
  const isFailingKnown = failingLine !== null && errors.includes(failingLine.recordNumber);
  const hit = known ?? (isFailingKnown ? failingLine.recordNumber : (errors[0] ?? null));
  const step = (by: number) => {
    const at = hit === null ? 0 : errors.indexOf(hit);
    setChosen(errors[(at + by + errors.length) % errors.length] ?? null);
  };
  useKeys(
    "Preview",
    errors.length > 1
      ? [
          { keys: "n", label: "Next error", run: () => step(1) },
          { keys: "p", label: "Previous error", run: () => step(-1) },
        ]
      : [],
  );
  const rows = rowsAround(preview.rows, hit);
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return null;
  return (
    <>
      {hit === null ? null : <PreviewMeaning preview={preview} recordNumber={hit} />}
      <div className="-mb-1 flex flex-none flex-wrap items-baseline gap-x-2 pt-1.5">
        <h3 className="text-13" aria-live="polite">
          <span className="max-desk:hidden">{formatPlural(rows.length, "row")}</span>
          <span className="desk:hidden">Rows</span> {aroundWhat(preview, hit)}
        </h3>
        <span className="text-text-3 max-desk:hidden">
          lines {formatCount(first.recordNumber)} to {formatCount(last.recordNumber)}
        </span>
        {errors.length > 1 ? (
          <button
            type="button"
            onClick={() => step(1)}
            className="touch-target ml-auto flex items-center gap-1.5 font-medium text-accent hover:underline"
          >
            Next error
            <span className="max-desk:hidden">
              <KeyHint>N</KeyHint>
            </span>
          </button>
        ) : null}
      </div>
      <PreviewLog preview={preview} rows={rows} hit={hit} />
    </>
  );
}

function aroundWhat({ errors, failingLine, isWhole, contentBytes }: FilePreview, hit: number | null): string {
  if (hit === null)
    return isWhole ? "from the start, no error" : `from the start, no error in the first ${formatBytes(contentBytes)}`;
  if (failingLine?.recordNumber === hit) return "around the first failing line";
  const at = errors.indexOf(hit);
  return at === 0 ? "around the first error" : `around error ${formatCount(at + 1)} of ${formatCount(errors.length)}`;
}
