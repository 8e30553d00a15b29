import { hresultText } from "#lib/codes/hresult-text.ts";
import { type AttemptBook, beginAttempt, endAttempt, lastAttempt } from "./attempt-book.ts";
import { type EventFacts, eventCode, PROVIDERS } from "./event-facts.ts";

/** New virus definitions come several times a day: only a failure of them is worth a word. */
const ROUTINE = /\bKB2267602\b|\b(?:Security Intelligence|Definition) Update\b/i;

/** Windows Update's 43 (began), 19 (installed) and 20 (failed), and app packages that fail. */
export function observeUpdateEvent(book: AttemptBook, facts: EventFacts): void {
  if (facts.provider === PROVIDERS.update) observeUpdate(book, facts);
  else if (facts.provider === PROVIDERS.app) observeApp(book, facts);
}

function observeUpdate(book: AttemptBook, facts: EventFacts): void {
  const { record, eventId, values } = facts;
  const title = facts.field("updateTitle") || values[eventId === 20 ? 1 : 0] || "";
  if (title === "") return;
  const key = `update ${title.toLowerCase()}`;
  if (eventId === 43 && !ROUTINE.test(title)) {
    beginAttempt(book, { key, product: title, record });
  } else if (eventId === 20) {
    const exitCode = hresultText(facts.field("errorCode") || values[0] || "") || null;
    endAttempt(beginAttempt(book, { key, product: title, record }), { outcome: "failed", exitCode, record });
  } else if (eventId === 19 && (!ROUTINE.test(title) || lastAttempt(book, key) !== null)) {
    endAttempt(beginAttempt(book, { key, product: title, record }), { outcome: "succeeded", exitCode: null, record });
  }
}

const PACKAGE = /^([\w.-]{3,100})_\d{1,5}(?:\.\d{1,5}){1,3}_/;

/** Hundreds of packages are deployed without a word: what succeeds counts only after a failure of the same. */
function observeApp(book: AttemptBook, facts: EventFacts): void {
  const { record, eventId, values } = facts;
  if (eventId !== 400 && eventId !== 401 && eventId !== 404) return;
  const name = values.map((value) => PACKAGE.exec(value)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return;
  const key = `app ${name.toLowerCase()}`;
  const last = lastAttempt(book, key);
  if (eventId === 400) {
    if (last === null || last.outcome === "succeeded") return;
    endAttempt(beginAttempt(book, { key, product: name, record }), { outcome: "succeeded", exitCode: null, record });
    return;
  }
  const exitCode = eventCode(facts);
  // 401 and 404 tell of one failure.
  if (last?.outcome === "failed" && last.exitCode === exitCode) return;
  endAttempt(beginAttempt(book, { key, product: name, record }), { outcome: "failed", exitCode, record });
}
