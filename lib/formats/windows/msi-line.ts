/** One line of a Windows Installer log, by its shape alone: localised logs have the same shapes. */
export type MsiLine =
  | { kind: "header"; isStart: boolean; isVerbose: boolean; date: string; timeOfDayMs: number }
  | { kind: "engine"; side: string; thread: string; timeOfDayMs: number | null; message: string }
  | { kind: "action"; step: "start" | "ended" | "text"; name: string; returnValue: number | null; timeOfDayMs: number }
  | { kind: "property"; side: string; name: string; value: string }
  | { kind: "other" };

const ENGINE = /^MSI \(([A-Za-z])\) \(([^)]{1,24})\)(?: \[(\d\d):(\d\d):(\d\d)[:.](\d{3})\])?: ?/;
const PROPERTY = /^Property\(([A-Z])\): ([^=]{1,200}?) ?= ?/;
const HEADER_DATE = /(\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4})\.?(?: ?\p{L}{1,2}\.)?\s+(\d{1,2})[:.](\d\d)[:.](\d\d)/u;
const ENGLISH_ACTION = /^Action (?:(start|ended) )?(\d{1,2}):(\d\d):(\d\d): /;
// Words, a time, a colon, then the action's name with a full stop: "Aktion beendet um 8:01:02: InstallFiles. ...".
const ANY_ACTION =
  /^(\p{L}[\p{L}\p{M}'’ -]{0,60}?)\s?(\d{1,2})[:.](\d\d)[:.](\d\d)\s?[:：]\s?(?=[\p{L}_{][\w.{}-]{0,100}[.。](?:\s|$|[^\x21-\x7e]))/u;
const ACTION_NAME = /^([\p{L}_{][\w.{}-]{0,100}?)[.。](?=\s|$|[^\x21-\x7e])/u;
const RETURN_VALUE = /[^\d\s]\s?(\d{1,2})[.。]?\s*$/u;
const ENDED_WORD =
  /end|beend|fin\b|fine|final|conclu|complet|termin|finaliz|slut|avslut|päätty|zako|ukon|befej|заверш|оконч|終了|结束|結束|종료|끝/iu;
const STARTED_WORD = /start|begin|début|inici|inizi|börja|pocz|zaháj|kezd|начал|開始|开始|시작/iu;
/** "Logging stopped" in the languages of Windows Installer; what is none of these starts. */
const STOPPED_WORD = new RegExp(
  [
    String.raw`stop|\bfin(?:e|al)?\b|beend|arrêt|termin|deten|final|conclu`,
    "interromp|encerr|gestopt|slut|zatrzym|zakończ|ukonč|заверш|останов",
    "停止|終了|结束|結束|중지|종료|zastav|zaustav|ustav",
    "prekin|konč|leáll|befej|lopet|päätt|opri|afslut|durdu",
    "bitti|зупин|припин|спря|прекъс|διακο|διακό|τερματ|λήξη",
    "הופסק|הסתיים|إيقاف|انته|หยุด",
  ].join("|"),
  "iu",
);

/** What a line is; `other` continues the record above it. Linear in the length of the line. */
export function readMsiLine(line: string): MsiLine {
  if (line.startsWith("MSI (")) return readEngine(line);
  if (line.startsWith("Property(")) return readProperty(line);
  if (line.startsWith("===")) return readHeader(line);
  return readAction(line);
}

/**
 * Whether a line starts a record. "Action 8:01:02: InstallFiles. Copying", the text shown for an action, stands between
 * the line that does the action and the one that says it starts: it belongs to the former.
 */
export function isMsiRecordStart(line: string): boolean {
  return isMsiRecordOrText(line) && !isActionText(line);
}

/** The same where such texts are all there is. */
export function isMsiRecordOrText(line: string): boolean {
  if (line.startsWith("MSI (")) return ENGINE.test(line);
  if (line.startsWith("Property(")) return PROPERTY.test(line);
  if (line.startsWith("===")) return false;
  return ENGLISH_ACTION.test(line) || ANY_ACTION.test(line.slice(0, 240));
}

function isActionText(line: string): boolean {
  if (line.startsWith("MSI (") || line.startsWith("Property(")) return false;
  const english = ENGLISH_ACTION.exec(line);
  if (english !== null) return english[1] === undefined;
  const label = ANY_ACTION.exec(line.slice(0, 240))?.[1] ?? "";
  return !label.includes(" ") && !STARTED_WORD.test(label) && !ENDED_WORD.test(label);
}

function readEngine(line: string): MsiLine {
  const match = ENGINE.exec(line);
  if (match === null) return { kind: "other" };
  const [prefix, side = "", thread = "", hours, minutes, seconds, milliseconds] = match;
  const timeOfDayMs = hours === undefined ? null : clock(hours, minutes, seconds) + Number(milliseconds);
  return { kind: "engine", side, thread, timeOfDayMs, message: line.slice(prefix.length) };
}

function readProperty(line: string): MsiLine {
  const match = PROPERTY.exec(line);
  if (match === null) return { kind: "other" };
  return { kind: "property", side: match[1] ?? "", name: match[2] ?? "", value: line.slice(match[0].length) };
}

function readHeader(line: string): MsiLine {
  if (line.length > 600 || !line.trimEnd().endsWith("===")) return { kind: "other" };
  const match = HEADER_DATE.exec(line);
  if (match === null) return { kind: "other" };
  const [, date = "", hours, minutes, seconds] = match;
  const isVerbose = line.includes("SHIP ") || /verbos|ausführ|détaill|detall|detalh|dettagl|詳細|详细/iu.test(line);
  const isStart = line.includes("SHIP ") || !STOPPED_WORD.test(line.slice(0, match.index));
  return { kind: "header", isStart, isVerbose, date, timeOfDayMs: clock(hours, minutes, seconds) };
}

function readAction(line: string): MsiLine {
  const english = ENGLISH_ACTION.exec(line);
  const match = english ?? ANY_ACTION.exec(line.slice(0, 240));
  if (match === null) return { kind: "other" };
  const [prefix, word, hours, minutes, seconds] = match;
  const rest = line.slice(prefix.length);
  const name = ACTION_NAME.exec(rest.slice(0, 200))?.[1] ?? rest.trim().slice(0, 100);
  const value = RETURN_VALUE.exec(rest.slice(name.length, name.length + 200))?.[1];
  const isEnded = english === null ? value !== undefined && ENDED_WORD.test(word ?? "") : word === "ended";
  const step = isEnded ? "ended" : english === null || word === "start" ? "start" : "text";
  const returnValue = isEnded && value !== undefined ? Number(value) : null;
  return { kind: "action", step, name, returnValue, timeOfDayMs: clock(hours, minutes, seconds) };
}

function clock(hours = "0", minutes = "0", seconds = "0"): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
