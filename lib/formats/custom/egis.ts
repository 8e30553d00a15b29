import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { createCustomFormat } from "./create-custom-format.ts";

/**
 * No log format of this name is published, so it is a definition like people's own, to be copied and changed: files
 * that are named so, with the layout most services write (time, level, component, message).
 */
export const EGIS_DEFINITION = formatDefinitionSchema.parse({
  id: "egis",
  name: FORMAT_TITLES.egis,
  fileNames: ["egis*", "*[-_. ]egis[-_. ]*", "*/egis/*"],
  isNameRequired: true,
  pattern: {
    kind: "grok",
    text: String.raw`\[?%{TIMESTAMP_ISO8601:time}\]?[ \t|,;-]+\[?%{LOGLEVEL:level}\]?[ \t:|,;-]*(?:\[?%{JAVACLASS:logger}(?:\]:?|:)[ \t|-]*)?%{GREEDYDATA:message}`,
  },
  time: { layout: "iso" },
  multiLine: { kind: "unmatched" },
  lane: "medium",
});

export const egis: LogFormat = createCustomFormat({ definition: EGIS_DEFINITION, version: 1 });
