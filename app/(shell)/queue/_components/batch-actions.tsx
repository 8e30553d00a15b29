"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useFormatTitles } from "#components/format-titles.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Menu, MenuItem, MenuNote } from "#components/ui/menu.tsx";
import type { JobAction, JobFilter, JobTab } from "#lib/model/job.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { ASKS } from "./ask-words.ts";
import { filesInWords } from "./files-in-words.ts";
import { useJobActions } from "./use-job-actions.ts";

const OFFERED: Record<JobTab, readonly JobAction[]> = {
  "in-progress": ["cancel"],
  completed: ["reingest"],
  "dead-letters": ["reingest", "discard"],
};

const ITEMS: Record<JobAction, (what: string) => string> = {
  retry: (what) => `Retry ${what}`,
  reingest: (what) => `Re-ingest ${what} from the start`,
  discard: (what) => `Discard ${what}`,
  cancel: (what) => `Cancel ${what}`,
};

/** What can be done about all that the filter selects, saying each time how many and which. */
export function BatchActions({ filter, total }: { filter: JobFilter; total: number }) {
  const { titleOf } = useFormatTitles();
  const [asked, setAsked] = useState<JobAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { act, busy, refusal } = useJobActions({ onRefused: setProblem });
  if (total === 0 && asked === null) return null;
  const what = filesInWords({ filter, count: total }, titleOf);
  const run = (action: JobAction, note?: string) => {
    setProblem(null);
    act({ kind: "batch", action, filter, expected: total, note }, { onSuccess: () => setAsked(null) });
  };
  const ask = (action: JobAction) => {
    setProblem(null);
    setAsked(action);
  };
  const words = asked && ASKS[asked];
  return (
    <>
      {filter.tab === "dead-letters" ? (
        <Button size="small" disabledReason={refusal} onClick={() => ask("retry")}>
          <span className="max-w-[420px] truncate max-desk:max-w-[260px]">Retry {what}</span>
        </Button>
      ) : null}
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Act on ${what}`}
            className={buttonClass({ size: "small", variant: "quiet", isIcon: true })}
          >
            <Ellipsis size={16} strokeWidth={1.75} aria-hidden="true" />
          </button>
        }
      >
        {refusal === null ? (
          OFFERED[filter.tab].map((action) => (
            <MenuItem key={action} onSelect={() => ask(action)}>
              <span className="max-w-[calc(100vw-64px)] truncate">{ITEMS[action](what)}</span>
            </MenuItem>
          ))
        ) : (
          <MenuNote className="max-w-64">{refusal}</MenuNote>
        )}
      </Menu>
      <AskDialog
        isOpen={words !== null}
        title={words?.title(what) ?? ""}
        confirmLabel={words?.confirm(total === 1 ? "1 file" : `${total.toLocaleString("en-GB")} files`) ?? ""}
        note={words?.note ?? "none"}
        isBusy={busy !== null}
        problem={problem}
        onClose={() => setAsked(null)}
        onConfirm={(note) => asked && run(asked, note)}
      >
        {words?.sentence}
      </AskDialog>
    </>
  );
}
