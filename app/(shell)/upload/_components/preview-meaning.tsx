"use client";

import { CodeChip } from "#components/code-chip.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import type { CodeKind } from "#lib/codes/code-meaning.ts";
import { findCodes } from "#lib/codes/find-codes.ts";
import type { FilePreview } from "#lib/parse/preview-file.ts";

/** What the code of a line means, or that it has none. Keeps its room, so that the rows below stay where they are. */
export function PreviewMeaning({ preview, recordNumber }: { preview: FilePreview; recordNumber: number }) {
  const explain = useExplainCode();
  const found = codeOf(preview, recordNumber);
  const code = found?.code ?? null;
  const context = { format: preview.reading.format, kind: found?.kind };
  const meaning = code === null ? null : explain(code, context);
  return (
    <div className="flex min-h-5 flex-none items-start gap-2.5 text-text-2">
      {code === null ? <span className="text-text-3">No code in this line.</span> : null}
      {code === null ? null : <CodeChip code={code} context={context} />}
      {meaning ? (
        <p>
          <b className="text-text-1">{meaning.title}.</b> {meaning.meaning}
        </p>
      ) : code === null ? null : (
        <p>No explanation yet.</p>
      )}
    </div>
  );
}

function codeOf({ failingLine, rows }: FilePreview, recordNumber: number): { code: string; kind?: CodeKind } | null {
  const row = rows.find((candidate) => candidate.recordNumber === recordNumber);
  const codes = row ? findCodes(row.text) : [];
  const failing = failingLine?.recordNumber === recordNumber ? failingLine.code : null;
  if (failing !== null) return codes.find(({ code }) => code === failing) ?? { code: failing };
  return codes[0] ?? null;
}
