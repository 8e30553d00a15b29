"use client";

import Link from "next/link";
import { useState } from "react";
import { alertHref } from "#components/alerts/alert-facts.ts";
import { CodeChip } from "#components/code-chip.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";
import { AlertDelay } from "./alert-delay.tsx";
import { CauseAction, CauseActions } from "./cause-actions.tsx";
import { CauseHistory } from "./cause-history.tsx";
import { Changed, Muted } from "./cause-state.tsx";

const SECTION = "border-b border-border px-5 py-[13px] last:border-b-0 max-desk:px-3.5";

/** All about one cause: what it means, what to do, how fast it was told, what was done. */
export function CauseDetails({ cause }: { cause: AlertCause }) {
  const { lead } = cause;
  return (
    <>
      <section className={SECTION}>
        <p className="flex min-h-[26px] flex-wrap items-center gap-x-3 gap-y-1">
          {cause.state === "open" ? (
            <span className="inline-flex items-center gap-1.5 font-medium text-out-failed">
              <OutcomeIcon outcome="failed" className="size-4!" />
              <span>
                Open since <Time at={cause.firstAtMs} />
              </span>
            </span>
          ) : (
            <span className="text-text-2">
              <Changed cause={cause} />
            </span>
          )}
          <span className="text-12 text-text-2">
            <Muted cause={cause} />
          </span>
        </p>
        <h2 className="mt-1 text-16 wrap-anywhere">{cause.title}</h2>
        <Meaning cause={cause} />
        {/* A note belongs to one cause: choosing another begins an empty one. */}
        <NoteAndActions key={cause.cause} cause={cause} />
      </section>
      <section className={SECTION}>
        <h3 className="mb-1 text-13">Rule "Failed installation"</h3>
        <p className="text-12 text-text-2">An installation in any file whose outcome turns to failed.</p>
      </section>
      <AlertDelay alert={lead} className={SECTION} />
      <CauseHistory alertId={lead.id} className={SECTION} />
    </>
  );
}

function Meaning({ cause: { lead } }: { cause: AlertCause }) {
  const code = lead.line?.code ?? null;
  const explain = useExplainCode();
  const meaning = code === null ? null : explain(code, { format: lead.file?.format });
  if (code === null) return null;
  return (
    <p className="mt-1.5 text-text-2">
      <CodeChip code={code} context={{ format: lead.file?.format }} />{" "}
      {meaning ? `${meaning.meaning}${meaning.check ? ` ${meaning.check}` : ""}` : "No explanation yet."}
    </p>
  );
}

function NoteAndActions({ cause }: { cause: AlertCause }) {
  const [note, setNote] = useState("");
  const { lead, state } = cause;
  const href = alertHref(lead);
  const done = () => setNote("");
  return (
    <>
      {lead.note ? (
        <p className="mt-2 rounded-control bg-surface-2 px-2.5 py-1.5 text-12 text-text-2 wrap-anywhere">{lead.note}</p>
      ) : null}
      <CauseActions cause={cause} isPanel note={note} onDone={done} className="mt-3">
        {href ? (
          <Link href={href} className={buttonClass()}>
            {lead.line ? `Open line ${formatCount(lead.line.recordNumber)}` : "Open file"}
          </Link>
        ) : null}
      </CauseActions>
      {state === "resolved" ? null : (
        <div className="mt-2 flex gap-2">
          <input
            value={note}
            onChange={(event) => setNote(event.target.value)}
            maxLength={1000}
            aria-label="Note for the team, kept with what is done next"
            placeholder="Note for the team, optional"
            className="h-control min-w-0 flex-1 rounded-control border border-border-control bg-surface-1 px-2.5 text-13"
          />
          <CauseAction
            cause={cause}
            action={state === "open" ? "resolve" : "reopen"}
            label={state === "open" ? "Resolve" : "Reopen"}
            note={note}
            onDone={done}
          />
        </div>
      )}
    </>
  );
}
