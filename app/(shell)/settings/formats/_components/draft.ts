import type { FormatDefinition } from "#lib/model/format-definition.ts";

/** A definition while it is written: what is typed as text stays text. */
export interface Draft {
  id: string;
  name: string;
  fileNames: string;
  kind: "grok" | "regex";
  pattern: string;
  layout: string;
  zone: string;
  /** One `TEXT = level` a line. */
  levels: string;
  multiLine: FormatDefinition["multiLine"]["kind"];
  multiLinePattern: string;
  lane: "" | "high" | "medium" | "low";
  isNameRequired: boolean;
}

export const NEW_DRAFT: Draft = {
  id: "",
  name: "",
  fileNames: "",
  kind: "grok",
  pattern: "%{TIMESTAMP_ISO8601:time} %{LOGLEVEL:level} %{GREEDYDATA:message}",
  layout: "iso",
  zone: "",
  levels: "",
  multiLine: "none",
  multiLinePattern: "",
  lane: "",
  isNameRequired: false,
};

export function draftOf(definition: FormatDefinition): Draft {
  const { id, name, fileNames, pattern, time, levels, multiLine, lane, isNameRequired } = definition;
  return {
    id,
    name,
    fileNames: fileNames.join(", "),
    kind: pattern.kind,
    pattern: pattern.text,
    layout: time?.layout ?? "",
    zone: time?.zone ?? "",
    levels: Object.entries(levels)
      .map(([text, level]) => `${text} = ${level}`)
      .join("\n"),
    multiLine: multiLine.kind,
    multiLinePattern: "pattern" in multiLine ? multiLine.pattern : "",
    lane: lane ?? "",
    isNameRequired,
  };
}

/** As it would be saved; its schema says what is wrong with it. */
export function definitionOf(draft: Draft): unknown {
  const needsPattern = draft.multiLine === "starts" || draft.multiLine === "continues";
  return {
    id: draft.id.trim(),
    name: draft.name,
    fileNames: draft.fileNames
      .split(/[,\n]/)
      .map((glob) => glob.trim())
      .filter((glob) => glob !== ""),
    isNameRequired: draft.isNameRequired,
    pattern: { kind: draft.kind, text: draft.pattern },
    time: draft.layout.trim() === "" ? null : { layout: draft.layout, zone: draft.zone.trim() || null },
    levels: Object.fromEntries(
      draft.levels
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(levelEntry),
    ),
    multiLine: needsPattern ? { kind: draft.multiLine, pattern: draft.multiLinePattern } : { kind: draft.multiLine },
    lane: draft.lane === "" ? null : draft.lane,
  };
}

function levelEntry(line: string): [string, string] {
  const at = line.lastIndexOf("=");
  return at === -1
    ? [line.trim(), ""]
    : [
        line.slice(0, at).trim(),
        line
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      ];
}
