"use client";

import { Popover } from "@base-ui/react/popover";
import { Check, Copy } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import type { CodeMeaning } from "#lib/codes/code-meaning.ts";
import { describeCode } from "#lib/codes/code-rules.ts";
import type { CodeContext } from "#lib/codes/explain-code.ts";
import { namedCode } from "#lib/codes/named-code.ts";
import { useExplainCode } from "./team-codes.tsx";
import { Button } from "./ui/button.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { Chip } from "./ui/chip.tsx";
import { useCodeNames } from "./use-code-names.ts";

interface AskedCode {
  code: string;
  context?: CodeContext;
}

/** One popover for all codes of the page: rows with a code stay light. */
const handle = Popover.createHandle<AskedCode>();

/** What the page adds to a code. */
interface CodeExtras {
  /** Where it was seen, below what it means. */
  seenOn: (code: string) => ReactNode;
  /** Lets somebody say what it means, where Sluice has no words for it. */
  onExplain: (code: string) => void;
  /** Why they may not; null = they may. */
  cannotExplain: string | null;
}

/** Shows what the code says that was asked about last; stands once around everything that has codes. */
export function CodePopover(extras: CodeExtras) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root handle={handle}>
      {({ payload }) => (
        <Popover.Portal>
          <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
            <Popover.Popup
              ref={popup}
              data-code-popover
              initialFocus={false}
              // Who only pointed at the code stays where they were.
              finalFocus={() => popup.current?.contains(document.activeElement) ?? false}
              className="w-[372px] max-w-[calc(100vw-24px)] rounded-panel border border-border-strong bg-overlay text-13 shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0"
            >
              {payload ? <Explanation {...payload} {...extras} /> : null}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      )}
    </Popover.Root>
  );
}

interface CodeTriggerProps extends AskedCode {
  className: string;
  /** False in a grid, whose rows are walked instead. */
  isTabStop?: boolean;
  children: ReactNode;
}

/** A stretch of text that opens the popover by pointer, keyboard focus and click. */
export function CodeTrigger({ code, context, className, isTabStop = true, children }: CodeTriggerProps) {
  const id = useId();
  return (
    <Popover.Trigger
      handle={handle}
      id={id}
      payload={{ code, context }}
      openOnHover
      delay={250}
      closeDelay={120}
      nativeButton={false}
      tabIndex={isTabStop ? 0 : -1}
      data-code={code}
      // Text, so that marking a line and copying it takes the code along.
      render={<span />}
      className={className}
      onFocus={(event) => {
        const isBack = event.relatedTarget instanceof Element && event.relatedTarget.closest("[data-code-popover]");
        if (!isBack && event.target.matches(":focus-visible")) handle.open(id);
      }}
    >
      {children}
    </Popover.Trigger>
  );
}

function Explanation({ code, context, seenOn, onExplain, cannotExplain }: AskedCode & CodeExtras) {
  const explained = useExplainCode()(code, context);
  const names = useCodeNames(true);
  const meaning = explained ?? (names === null ? null : namedCode(code, names));
  const name = meaning?.name ?? (explained && names ? namedCode(code, names)?.name : null);
  return (
    <>
      <div className="flex h-10 items-center gap-2 border-b border-border pr-1.5 pl-3.5">
        <Chip tone="code">{code}</Chip>
        <Popover.Title className="min-w-0 truncate text-13 font-semibold">
          {name ?? meaning?.title ?? "Unknown code"}
        </Popover.Title>
        <CopyCode code={code} />
      </div>
      <div className="grid gap-1.5 px-3.5 pt-2.5 pb-3">
        {meaning ? (
          <Meaning meaning={meaning} cause={names?.likelyCauseOf(meaning) ?? null} />
        ) : (
          <UnknownCode code={code} />
        )}
        {explained && !explained.isOfTeam ? null : (
          <p>
            <Button
              size="small"
              disabledReason={cannotExplain}
              onClick={() => {
                handle.close();
                onExplain(code);
              }}
            >
              {explained ? "Change your team's words" : `${meaning ? "Explain it" : "Add one"} for your team`}
            </Button>
          </p>
        )}
        {seenOn(code)}
      </div>
    </>
  );
}

/** What the parts of the number tell, and that nobody has explained it. */
function UnknownCode({ code }: { code: string }) {
  const parts = describeCode(code);
  return (
    <>
      <Popover.Description>No explanation yet.</Popover.Description>
      {parts ? <p className="text-text-2">{parts}</p> : null}
    </>
  );
}

const ROLES: Record<CodeMeaning["role"], string> = {
  cause: "Can be the cause.",
  result: "A result: the cause stands before it.",
  either: "Cause or result, by what stands before it.",
};

function Meaning({ meaning, cause }: { meaning: CodeMeaning; cause: string | null }) {
  return (
    <>
      <Popover.Description>{meaning.meaning}</Popover.Description>
      {cause ? (
        <p className="text-text-2">
          <b className="font-medium text-text-1">Often:</b> {cause}
        </p>
      ) : null}
      {meaning.check ? (
        <p className="text-text-2">
          <b className="font-medium text-text-1">Check:</b> {meaning.check}
        </p>
      ) : null}
      <p className="flex flex-wrap justify-between gap-x-3 text-12 text-text-3">
        {meaning.isOfTeam ? null : <span>{ROLES[meaning.role]}</span>}
        <span>{meaning.isOfTeam ? "Words by your team" : `Code of ${meaning.source}, words by Sluice`}</span>
      </p>
    </>
  );
}

function CopyCode({ code }: { code: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code).then(
      () => setIsCopied(true),
      // Browsers refuse without a secure page; the code can still be marked and copied.
      () => setIsCopied(false),
    );
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={isCopied ? `${code} copied` : `Copy ${code}`}
      onClick={copy}
      className={`${buttonClass({ variant: "quiet", size: "small" })} ml-auto`}
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
