import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { LaneMove } from "#lib/model/lane-rule-test.ts";
import { demotedWithErrors, LANE_WORDS } from "./test-verdict.ts";

const SHOWN = 3;

/** Says which files would wait longer although they hold an error, with its line. */
export function ErrorWarning({ moves }: { moves: readonly LaneMove[] }) {
  const held = demotedWithErrors(moves);
  if (held.length === 0) return null;
  return (
    <section className="flex gap-3 border-b border-border bg-sev-warn-soft px-5 py-3.5 max-desk:px-4">
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 flex-none text-sev-warn" />
      <div className="grid min-w-0 gap-2">
        <h3 className="text-13 font-medium">
          {held.length === 1
            ? "One of them holds an error"
            : `${formatPlural(held.length, "of them holds", "of them hold")} an error`}
        </h3>
        {held.slice(0, SHOWN).map(({ fileId, name, from, to, error }) => (
          <div key={fileId} className="min-w-0 text-12">
            <p className="truncate">
              <Link href={`/files/${fileId}`} className="text-accent hover:underline">
                {name}
              </Link>
              <span className="text-text-2">, {error?.line == null ? "near its end" : `line ${error.line}`}</span>
            </p>
            <p className="truncate font-mono text-text-2">
              <LogText text={error?.text ?? ""} isOneLine />
            </p>
            <p className="text-text-2">
              It would wait in {LANE_WORDS[to]} instead of {LANE_WORDS[from]}.
            </p>
          </div>
        ))}
        {held.length > SHOWN ? (
          <p className="text-12 text-text-2">And {held.length - SHOWN} more, marked below.</p>
        ) : null}
      </div>
    </section>
  );
}
