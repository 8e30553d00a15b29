import { Fragment } from "react";
import { useFormatTitles } from "#components/format-titles.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { LaneRule } from "#lib/model/lane-rule.ts";
import { conditionParts } from "./condition-parts.ts";
import type { RuleChange } from "./rules-draft.ts";

const MAX_VALUES = 3;
const CHANGES = { new: "New.", changed: "Changed." } as const;

/** "If content has A or B then High", and below it why. */
export function RuleSentence({ rule, change }: { rule: LaneRule; change: RuleChange }) {
  const { condition, lane, because, name, isOn } = rule;
  const { titleOf } = useFormatTitles();
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        <span className="text-text-2">If</span>
        {conditionParts(condition, titleOf).map(({ words, values, except }, index) => (
          <Fragment key={`${words} ${values.join(" ")}`}>
            <span>
              {index > 0 ? "and " : ""}
              {words}
            </span>
            <Alternatives values={values} />
            {except.length > 0 ? <span className="text-text-3">except {except.join(", ")}</span> : null}
          </Fragment>
        ))}
        <span className="text-text-2">then</span>
        <b className="font-medium">
          <LaneGlyph lane={lane} />
        </b>
      </span>
      <span className="mt-0.5 block text-12 text-text-3">
        {name}, because {because.replace(/\.$/, "")}.{isOn ? null : <b className="font-medium text-text-1"> Off.</b>}
        {change === null ? null : <b className="font-medium text-text-1"> {CHANGES[change]}</b>}
      </span>
    </>
  );
}

function Alternatives({ values }: { values: string[] }) {
  const shown = values.slice(0, MAX_VALUES);
  const more = values.slice(MAX_VALUES);
  return (
    <>
      {shown.map((value, index) => (
        <Fragment key={value}>
          {index > 0 ? <span>or</span> : null}
          <span className="inline-flex max-w-[min(320px,100%)] overflow-hidden" title={value}>
            <Chip tone="code">
              <span className="max-w-[300px] truncate max-desk:max-w-[132px]">{readable(value)}</span>
            </Chip>
          </span>
        </Fragment>
      ))}
      {more.length > 0 ? (
        <span className="text-text-3" title={more.join("\n")}>
          or {more.length} more
        </span>
      ) : null}
    </>
  );
}

/** A pattern without the word boundaries around it: they only make it harder to read. */
function readable(value: string): string {
  return value.replace(/^\\b|\\b$/g, "");
}
