"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useAlertActions } from "#components/alerts/use-alert-actions.ts";
import { Evidence } from "#components/evidence.tsx";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { LogText } from "#components/log-text.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FailureCause } from "#lib/queries/list-causes.ts";
import type { Overview } from "#lib/queries/read-overview.ts";
import { causeSentence, verdictSentence } from "./verdict-sentence.ts";

/** One sentence, the line that proves it with its meaning, the way there, and at most two more causes. */
export function Verdict({ overview }: { overview: Overview }) {
  const [cause, ...others] = overview.causes;
  return (
    <section aria-label="Verdict" className="min-w-0">
      <h1 className="max-w-[33em] text-20 tracking-[-0.019em] text-balance [overflow-wrap:anywhere] max-desk:text-[18px]">
        {verdictSentence(overview)}
      </h1>
      {cause ? <CauseInFull cause={cause} /> : <Calm overview={overview} />}
      {others.length > 0 ? (
        <ul aria-label="Other causes" className="mt-3.5 grid gap-0.5">
          {others.map((other) => (
            <OtherCause key={`${other.file.id} ${other.line?.recordNumber}`} cause={other} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function CauseInFull({ cause }: { cause: FailureCause }) {
  const { line, before, file, exitCode } = cause;
  const href = lineHref(cause);
  const router = useRouter();
  useKeys("Overview", [{ keys: "enter", label: "Open first failing line", run: () => router.push(href) }]);
  const isConsequence = exitCode !== null && line !== null && line.code !== null && line.code !== exitCode;
  return (
    <>
      {line ? (
        <Evidence line={line} before={before} format={file.format} href={href} className="my-3">
          {isConsequence ? `The installer reports ${exitCode} later; this is the cause. ` : null}
          <span className="[overflow-wrap:anywhere]">{placeText(cause)}</span>
          {line.timestampUs === null ? "." : [", since ", <Time key="since" at={line.timestampUs / 1000} />, "."]}
        </Evidence>
      ) : (
        <p className="my-3 text-text-2">No line of {file.name} explains it. The log ends without one.</p>
      )}
      <div className="flex items-center gap-2">
        <Link href={href} className={classNames(buttonClass({ variant: "primary" }), "max-desk:h-11 max-desk:flex-1")}>
          {line ? "Open first failing line" : "Open the file"}
          <span className="max-desk:hidden">
            <KeyHint isOnInk>Enter</KeyHint>
          </span>
        </Link>
        {cause.hasAlert ? <Acknowledge alertId={cause.openAlertId} /> : null}
      </div>
    </>
  );
}

/** "Branch laptops, LT-2291"; the product too, unless the deployment is named after it. */
function placeText({ product, deployment, device, file }: FailureCause): string {
  const names = deployment?.name.includes(product) ? [deployment.name] : [product, deployment?.name];
  return [...names, device?.name ?? file.name].filter((name) => name !== undefined).join(", ");
}

/** Keeps its place when somebody has done it. */
function Acknowledge({ alertId }: { alertId: string | null }) {
  const { act, isBusy, refusal } = useAlertActions();
  if (alertId === null) return <span className="px-2 text-text-3 max-desk:hidden">Acknowledged</span>;
  return (
    <span className="max-desk:hidden">
      <Button
        disabledReason={refusal}
        isBusy={isBusy("acknowledge", alertId)}
        onClick={() => act({ action: "acknowledge", alertId, scope: "cause" })}
      >
        Acknowledge
      </Button>
    </span>
  );
}

function OtherCause({ cause }: { cause: FailureCause }) {
  const { who, what } = causeSentence(cause, useExplainCode());
  return (
    <li>
      <Link
        href={lineHref(cause)}
        className="flex min-h-[26px] items-center gap-2 rounded-control text-text-2 hover:text-text-1 max-desk:min-h-11"
      >
        <OutcomeIcon outcome="failed" className="text-out-failed" />
        <span className="min-w-0 flex-none max-desk:flex-1">
          <b className="font-medium text-text-1">{who}</b>
          {what}
          {cause.line?.code ? ", " : null}
          {cause.line?.code ? <code className="text-12">{cause.line.code}</code> : null}
        </span>
        <span className="ml-auto min-w-0 truncate text-text-3 max-desk:hidden">
          {cause.deployment?.name ?? (cause.line ? <LogText text={cause.line.text} isOneLine /> : cause.file.name)}
        </span>
      </Link>
    </li>
  );
}

function Calm({ overview }: { overview: Overview }) {
  const { unreadableFiles, doneInDay, filesWithErrors } = overview;
  return (
    <div className="mt-3 grid justify-items-start gap-3 text-text-2">
      {filesWithErrors.count > 0 ? <FilesWithErrors files={filesWithErrors.newest} /> : null}
      <p className="max-w-[56ch]">
        {doneInDay > 0 ? "Every installation that was read ended well on its last try. " : null}
        What fails next appears here by itself, with the line that explains it.
      </p>
      {unreadableFiles > 0 ? (
        <Link href="/files?state=failed" className="font-medium text-accent hover:underline">
          {formatPlural(unreadableFiles, "file")} could not be read to the end
        </Link>
      ) : null}
      <Link href="/upload" className={buttonClass()}>
        Drop files
      </Link>
    </div>
  );
}

/** Logs that tell of no installation: a file opens at its first error. */
function FilesWithErrors({ files }: { files: Overview["filesWithErrors"]["newest"] }) {
  return (
    <ul aria-label="Files with errors" className="grid w-full gap-0.5">
      {files.map(({ id, name, errors }) => (
        <li key={id}>
          <Link
            href={`/files/${id}`}
            className="flex min-h-[26px] items-center gap-2 rounded-control hover:text-text-1 max-desk:min-h-11"
          >
            <OutcomeIcon outcome="failed" className="text-out-failed" />
            <b className="flex-none font-medium text-text-1">{formatPlural(errors, "error")}</b>
            <span className="min-w-0 truncate font-mono text-12">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function lineHref({ file, line }: FailureCause): string {
  return line ? `/files/${file.id}?record=${line.recordNumber}` : `/files/${file.id}`;
}
