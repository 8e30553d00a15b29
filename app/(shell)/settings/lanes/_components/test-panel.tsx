"use client";

import { RotateCcw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import { ErrorWarning } from "./error-warning.tsx";
import { LaneShares } from "./lane-shares.tsx";
import { MoveList } from "./move-list.tsx";
import { moveGroups, testVerdict } from "./test-verdict.ts";
import type { useRuleTest } from "./use-lane-rules.ts";
import type { RulesDraft } from "./use-rules-draft.ts";

/** What the rules on the screen would do to the last files, and the buttons that make them so. */
export function TestPanel({
  draft,
  test,
  noRight,
  problem,
  message,
  isBusy,
  onSave,
  onApply,
  onDiscard,
}: {
  draft: RulesDraft;
  test: ReturnType<typeof useRuleTest>;
  noRight: string | null;
  problem: string | null;
  message: string | null;
  isBusy: boolean;
  onSave: () => void;
  onApply: () => void;
  onDiscard: () => void;
}) {
  const { data } = test;
  return (
    <aside
      aria-label="Test"
      className="flex min-h-0 flex-col border-l border-border max-[1080px]:border-t max-[1080px]:border-l-0"
    >
      <header className="flex h-10 flex-none items-center gap-2 border-b border-border pr-2.5 pl-5 max-desk:pl-4">
        <h2 className="text-13">Test</h2>
        {data ? <TestedFiles test={data} /> : null}
        <Button
          variant="quiet"
          size="small"
          isIcon
          className="ml-auto"
          aria-label="Test again"
          isBusy={test.isFetching}
          onClick={() => test.refetch()}
        >
          {test.isFetching ? null : <RotateCcw size={14} strokeWidth={1.75} aria-hidden="true" />}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto max-[1080px]:overflow-visible">
        {data ? <Result test={data} draft={draft} /> : <Waiting error={test.error} />}
      </div>
      <footer className="grid flex-none gap-2 border-t border-border px-5 py-3.5 max-desk:px-4">
        {draft.isOutdated ? (
          <p className="text-12">Somebody else saved the rules meanwhile. Discard to see theirs.</p>
        ) : null}
        {problem ? (
          <div role="alert" className="text-12">
            <FieldError>{problem}</FieldError>
          </div>
        ) : null}
        <p aria-live="polite" className="text-12 text-text-2">
          {message ?? waitingSentence(data?.waiting ?? 0)}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            variant="primary"
            isBusy={isBusy}
            disabledReason={noRight ?? (draft.changes === 0 ? "Nothing is changed." : null)}
            onClick={onSave}
          >
            {draft.changes === 0 ? "Save changes" : `Save ${formatPlural(draft.changes, "change")}`}
          </Button>
          <Button disabledReason={draft.changes === 0 ? "Nothing is changed." : null} onClick={onDiscard}>
            Discard
          </Button>
          <Button
            variant="quiet"
            className="ml-auto"
            isBusy={isBusy}
            disabledReason={noRight ?? (data?.waiting ? null : "No file waits whose lane the rules decide.")}
            onClick={onApply}
          >
            Apply to waiting
          </Button>
        </div>
      </footer>
    </aside>
  );
}

function TestedFiles({ test }: { test: LaneRuleTest }) {
  if (test.oldestMs === null || test.newestMs === null) return null;
  return (
    <span className="min-w-0 truncate text-12 text-text-3">
      last {formatPlural(test.files, "file")}, <Time at={test.oldestMs} /> to <Time at={test.newestMs} />
    </span>
  );
}

function Result({ test, draft }: { test: LaneRuleTest; draft: RulesDraft }) {
  return (
    <>
      <section className="border-b border-border px-5 py-3.5 max-desk:px-4">
        <h3 aria-live="polite" className="text-16">
          {testVerdict(test)}
        </h3>
        {test.files > 0 ? <LaneShares test={test} /> : null}
        {test.chosen > 0 ? (
          <p className="mt-1 text-12 text-text-3">
            {formatPlural(test.chosen, "file")} in it {test.chosen === 1 ? "keeps its lane" : "keep their lane"}: a
            person chose it.
          </p>
        ) : null}
      </section>
      <ErrorWarning moves={test.moves} />
      {moveGroups(test.moves).map((group) => (
        <MoveList key={`${group.from} ${group.to}`} group={group} rules={draft.rules} />
      ))}
    </>
  );
}

function Waiting({ error }: { error: Error | null }) {
  if (error) {
    return (
      <div role="alert" className="px-5 py-3.5 text-12">
        <FieldError>{error.message}</FieldError>
      </div>
    );
  }
  return <Skeleton lines={6} label="Trying the rules" className="px-5 py-4" />;
}

function waitingSentence(waiting: number): string {
  if (waiting === 0) return "Applies to new files.";
  return `Applies to new files. ${formatPlural(waiting, "waiting file keeps its lane", "waiting files keep their lane")}.`;
}
