"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatTitles } from "#components/format-titles.tsx";
import { useShell } from "#components/shell-context.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import { useUrlState } from "#components/use-url-state.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import type { SourceOptions } from "#lib/queries/source-rights.ts";
import { definitionFacts } from "./definition-facts.ts";
import { draftOf } from "./draft.ts";
import { ObjectList } from "./object-list.tsx";
import { RunList } from "./run-list.tsx";
import { SourceActions } from "./source-actions.tsx";
import { SourceEditor } from "./source-editor.tsx";
import { SourceStateChip, SourceStateText } from "./source-state.tsx";
import { countWords, KIND_WORDS } from "./source-words.ts";
import { useSource } from "./use-sources.ts";

/** One source: how it is doing, what it is, what it found and how its runs went. */
export function SourceView({ initial, options }: { initial: SourceItem; options: SourceOptions }) {
  const { organizationId } = useShell();
  // While it is removed, nobody must ask for it.
  const [isLeaving, setIsLeaving] = useState(false);
  const { source, isGone } = useSource(initial, isLeaving);
  const [isEditing, setIsEditing] = useState(false);
  const router = useRouter();
  if (isEditing) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-desk:overflow-visible max-desk:px-4">
        <SourceEditor
          initial={draftOf(source, organizationId)}
          saved={source}
          options={options}
          onSaved={() => {
            setIsEditing(false);
            // The name is in the title.
            router.refresh();
          }}
          onClose={() => setIsEditing(false)}
        />
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto max-desk:overflow-visible">
      <SourceHeader source={source} isGone={isGone} onEdit={() => setIsEditing(true)} onLeaving={setIsLeaving} />
      {isLeaving || isGone ? null : <SourceTabs source={source} />}
    </div>
  );
}

function SourceTabs({ source }: { source: SourceItem }) {
  const [params, setParams] = useUrlState();
  return (
    <Tabs
      value={params.get("tab") === "runs" ? "runs" : "objects"}
      onChange={(tab) => setParams({ tab: tab === "objects" ? null : tab })}
      tabs={[
        { value: "objects", label: "Objects", content: <ObjectList source={source} /> },
        { value: "runs", label: "Runs", content: <RunList source={source} /> },
      ]}
    />
  );
}

interface SourceHeaderProps {
  source: SourceItem;
  isGone: boolean;
  onEdit: () => void;
  onLeaving: (isLeaving: boolean) => void;
}

function SourceHeader({ source, isGone, onEdit, onLeaving }: SourceHeaderProps) {
  return (
    <header className="grid gap-3 px-6 pt-5 pb-4 max-desk:px-4">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-16 wrap-anywhere">{source.name}</h1>
        <Chip>{KIND_WORDS[source.kind]}</Chip>
        <SourceStateChip state={source.state} />
      </div>
      <p className="max-w-[90ch] text-text-2 wrap-anywhere">
        {isGone ? (
          "Somebody removed this source meanwhile. Its files stay."
        ) : (
          <>
            {countWords(source.counts)}. <SourceStateText state={source.state} />
          </>
        )}
      </p>
      {isGone ? null : <SourceActions source={source} onEdit={onEdit} onLeaving={onLeaving} />}
      <DefinitionFacts source={source} />
    </header>
  );
}

function DefinitionFacts({ source }: { source: SourceItem }) {
  const { titleOf } = useFormatTitles();
  const { definition, hasSecret, changedAtMs, changedBy } = source;
  if (definition === null) {
    return <p>It can't be used as it was saved. Open it with Edit, fill in what is missing, and save it.</p>;
  }
  return (
    <dl className="grid grid-cols-[repeat(2,132px_minmax(0,1fr))] gap-x-3 text-12 leading-[22px] max-[1080px]:grid-cols-[132px_minmax(0,1fr)]">
      {definitionFacts(definition, { titleOf, hasSecret }).map(({ name, value, isCode }) => (
        <div key={name} className="contents">
          <dt className="text-text-3">{name}</dt>
          <dd className={classNames("wrap-anywhere", isCode && "font-mono")}>{value}</dd>
        </div>
      ))}
      <dt className="text-text-3">Changed</dt>
      <dd>
        <Time at={changedAtMs} />
        {changedBy === null ? "" : ` by ${changedBy}`}
      </dd>
    </dl>
  );
}
