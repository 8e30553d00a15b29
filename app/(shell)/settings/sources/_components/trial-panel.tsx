import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SourceTrial } from "#lib/collect/try-source.ts";
import type { SourceDraft } from "./draft.ts";
import { problemsOfError } from "./field-problems.ts";
import { type TrialVerdict, trialVerdicts, trialWords } from "./trial-verdicts.ts";
import type { useSourceTrial } from "./use-sources.ts";

interface TrialPanelProps {
  draft: SourceDraft;
  trial: ReturnType<typeof useSourceTrial>;
  /** The fields say another place than the one that was tried. */
  isElsewhere: boolean;
  noRight: string | null;
  onTry: () => void;
}

/** The connection tried: its first objects, and what would become of each with the fields as they are now. */
export function TrialPanel({ draft, trial, isElsewhere, noRight, onTry }: TrialPanelProps) {
  // What is wrong with a field is said there.
  const hasFields = Object.keys(problemsOfError(trial.error)).length > 0;
  return (
    <section aria-label="Test" className="grid min-w-0 content-start gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button isBusy={trial.isPending} disabledReason={noRight} onClick={onTry}>
          Test connection
        </Button>
        <span className="text-12 text-text-3">Nothing is taken or kept by it.</span>
      </div>
      <div aria-live="polite" className="grid gap-3">
        {trial.error && !hasFields ? (
          <Panel>
            <ErrorState title="It could not be looked at">
              <span className="wrap-anywhere">{trial.error.message}</span>
            </ErrorState>
          </Panel>
        ) : null}
        {trial.data && isElsewhere ? (
          <p className="text-text-3">Where to look has changed since. Test it again.</p>
        ) : null}
        {trial.data && !isElsewhere ? <TrialResult trial={trial.data} draft={draft} /> : null}
      </div>
    </section>
  );
}

function TrialResult({ trial, draft }: { trial: SourceTrial; draft: SourceDraft }) {
  const verdicts = trialVerdicts(trial.objects, draft);
  if (trial.listed === 0) {
    return (
      <p>
        It can be reached. There is nothing in it yet{draft.prefix === "" ? "" : " below this prefix"}, so nothing would
        be taken now.
      </p>
    );
  }
  if (verdicts === null) return <p className="text-text-3">It can be reached. A field can't be used yet.</p>;
  return (
    <>
      <p>It can be reached. {trialWords(trial, verdicts)}</p>
      <ul aria-label="First objects" className="border-t border-border">
        {verdicts.map((verdict) => (
          <Verdict key={verdict.object.key} verdict={verdict} />
        ))}
      </ul>
    </>
  );
}

function Verdict({ verdict: { object, passReason, deployment, device } }: { verdict: TrialVerdict }) {
  const names = [device, deployment].filter(Boolean).join(" in ");
  return (
    <li className="grid gap-0.5 border-b border-border py-2">
      <div className="flex min-w-0 items-baseline gap-3">
        <span className="min-w-0 flex-1 font-mono text-12 wrap-anywhere">
          <LogText text={object.key} isOneLine />
        </span>
        <span className="flex-none text-12 text-text-3">
          {formatBytes(object.sizeBytes)}, <Time at={object.modifiedAtMs} />
        </span>
      </div>
      {passReason === null ? (
        <span className="text-12 text-text-2 wrap-anywhere">
          <b className="font-medium text-out-succeeded">Taken</b>
          {names === "" ? ", without deployment and device" : `, as of ${names}`}
        </span>
      ) : (
        <span className="text-12 text-text-2 wrap-anywhere">
          <b className="font-medium">Passed over.</b> {passReason}
        </span>
      )}
    </li>
  );
}
