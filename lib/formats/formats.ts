import { APP_FORMATS } from "./app/app-formats.ts";
import { egis } from "./custom/egis.ts";
import { EVENT_FORMATS } from "./events/event-formats.ts";
import type { LogFormat } from "./format.ts";
import { JSON_FORMATS } from "./json/json-formats.ts";
import { SYSTEM_FORMATS } from "./system/system-formats.ts";
import { plain } from "./text/plain.ts";
import { TEXT_FORMATS } from "./text/text-formats.ts";
import { WEB_FORMATS } from "./web/web-formats.ts";
import { WINDOWS_FORMATS } from "./windows/windows-formats.ts";

/** Every format there is; a new one is a file of its own and its entry in the list of its family. */
export const FORMATS: readonly LogFormat[] = [
  ...JSON_FORMATS,
  ...WINDOWS_FORMATS,
  ...EVENT_FORMATS,
  ...WEB_FORMATS,
  ...SYSTEM_FORMATS,
  ...APP_FORMATS,
  egis,
  ...TEXT_FORMATS,
];

/** What reads text that no other format knows. */
export const FALLBACK_FORMAT: LogFormat = plain;

/** A format by id, among an organisation's own first. */
export function formatById(id: string, own: readonly LogFormat[] = []): LogFormat | undefined {
  return own.find((format) => format.id === id) ?? FORMATS.find((format) => format.id === id);
}
