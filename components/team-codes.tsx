"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import type { CodeMeaning } from "#lib/codes/code-meaning.ts";
import { usualCode } from "#lib/codes/code-value.ts";
import { type CodeContext, explainCode } from "#lib/codes/explain-code.ts";
import type { CodeExplanation } from "#lib/model/code-explanation.ts";

type TeamCodes = ReadonlyMap<string, CodeMeaning>;
const Codes = createContext<TeamCodes>(new Map());

/** The team's own words for codes, for everything inside the shell. */
export function TeamCodesProvider({
  explanations,
  children,
}: {
  explanations: readonly CodeExplanation[];
  children: ReactNode;
}) {
  const codes = useMemo(() => new Map(explanations.map((each) => [each.code, meaningOf(each)])), [explanations]);
  return <Codes value={codes}>{children}</Codes>;
}

function meaningOf({ code, title, meaning, check }: CodeExplanation): CodeMeaning {
  return { code, name: null, title, meaning, check, role: "either", source: "your team", isOfTeam: true };
}

/** The team's own words, by code. */
export function useTeamCodes(): TeamCodes {
  return useContext(Codes);
}

/** What a code means, as `explainCode` says it; where it has no words, those of the team. */
export function useExplainCode(): (code: string, context?: CodeContext) => CodeMeaning | null {
  const codes = useTeamCodes();
  return useCallback((code, context) => explainCode(code, context) ?? codes.get(usualCode(code)) ?? null, [codes]);
}
