"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { LaneRule } from "#lib/model/lane-rule.ts";
import type { LaneMove } from "#lib/model/lane-rule-test.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { LANE_WORDS } from "./test-verdict.ts";

const SHOWN = 6;

/** The files that would go from one lane to another. */
export function MoveList({
  group: { from, to, moves },
  rules,
}: {
  group: { from: Lane; to: Lane; moves: LaneMove[] };
  rules: readonly LaneRule[];
}) {
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? moves : moves.slice(0, SHOWN);
  const number = (ruleId: string | null) => {
    const index = rules.findIndex(({ id }) => id === ruleId);
    return index < 0 ? "otherwise" : `rule ${index + 1}`;
  };
  const deciding = [...new Set(moves.map(({ ruleId }) => number(ruleId)))];
  return (
    <section>
      <h3 className="flex items-baseline px-5 pt-3.5 pb-1 text-13 max-desk:px-4">
        {LANE_WORDS[from]} to {LANE_WORDS[to]}
        <span className="ml-auto text-12 font-normal text-text-3">
          {deciding.length > 3 ? `${deciding.length} rules` : deciding.join(", ")}, {formatPlural(moves.length, "file")}
        </span>
      </h3>
      <ul className="text-12">
        {shown.map((move) => (
          <li key={move.fileId} className="flex h-row items-center gap-3 border-b border-border px-5 max-desk:px-4">
            <Link
              href={`/files/${move.fileId}`}
              title={move.name}
              className="min-w-0 truncate font-medium hover:underline"
            >
              {move.name}
            </Link>
            <span className={`ml-auto flex-none ${move.error ? "text-sev-warn" : "text-text-3"}`}>
              {move.error === null
                ? "no error in sight"
                : `error ${move.error.line === null ? "near its end" : `in line ${move.error.line}`}`}
            </span>
          </li>
        ))}
      </ul>
      {moves.length > SHOWN && !isOpen ? (
        <Button variant="quiet" size="small" className="mx-3 my-1" onClick={() => setIsOpen(true)}>
          {moves.length - SHOWN} more
        </Button>
      ) : null}
    </section>
  );
}
