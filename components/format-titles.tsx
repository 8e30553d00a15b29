"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { FORMAT_TITLES, formatTitle } from "#lib/formats/format-titles.ts";
import type { FormatName } from "#lib/queries/read-formats.ts";

const NONE: readonly FormatName[] = [];
const OwnFormats = createContext<readonly FormatName[]>(NONE);

/** Names of the team's own formats, for everything inside the shell. */
export function OwnFormatsProvider({ formats, children }: { formats: readonly FormatName[]; children: ReactNode }) {
  return <OwnFormats value={formats}>{children}</OwnFormats>;
}

export interface FormatTitles {
  /** The title of any format, the team's own ones included; an unknown id as it is. */
  titleOf: (format: string) => string;
  /** What can be chosen for a file: the team's own formats first, without retired ones, then the built-in ones. */
  choices: [id: string, title: string][];
}

export function useFormatTitles(): FormatTitles {
  const own = useContext(OwnFormats);
  return useMemo(() => {
    const names = new Map(own.map(({ id, name }) => [id, name]));
    const usable = own.filter(({ isRetired }) => !isRetired).map(({ id, name }): [string, string] => [id, name]);
    return {
      titleOf: (format) => formatTitle(format, names),
      choices: [...usable, ...Object.entries(FORMAT_TITLES)],
    };
  }, [own]);
}

/** The title of a format where a server component shows it. */
export function FormatTitle({ format }: { format: string }) {
  return useFormatTitles().titleOf(format);
}
