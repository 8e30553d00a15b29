import {
  type Attempt,
  type AttemptBook,
  beginAttempt,
  endAttempt,
  lastAttempt,
  runningAttempt,
  suspect,
} from "./attempt-book.ts";
import { type EventFacts, PROVIDERS } from "./event-facts.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

const PRODUCT = /^\p{L}{3,20}[:：] ([^\n]{1,200}?) -- /u;
/** Two events tell of one end: 11707 or 11708 of the product, 1033 of the status. */
const SAME_END_US = 120_000_000;

/**
 * What Windows Installer says of installations in the Application log. Removals and repairs are none.
 * Source: the event messages of msimsg.dll, whose ids are language-neutral.
 */
export function observeMsiEvent(book: AttemptBook, facts: EventFacts): void {
  if (facts.provider !== PROVIDERS.msi) return;
  const { eventId, values } = facts;
  const [first = "", second = "", third = "", fourth = "", fifth = ""] = values;
  switch (eventId) {
    case 1033:
      observeStatus(book, facts, { name: first, version: second, status: fourth });
      break;
    case 1036:
      observePatch(book, facts, { product: first, patch: fourth, status: fifth });
      break;
    case 1022:
      observePatch(book, facts, { product: first, patch: second, status: "0" });
      break;
    case 1023:
    case 1024:
      observePatch(book, facts, { product: first, patch: second, status: third });
      break;
    default:
      observeMessage(book, facts, first);
  }
}

function observeMessage(book: AttemptBook, { record, eventId }: EventFacts, text: string): void {
  const product = PRODUCT.exec(text)?.[1]?.trim();
  if (product === undefined) return;
  const key = keyOf(product);
  if (eventId === 11707 || eventId === 11708) {
    if (justEnded(book, key, record.timestampUs) !== null) return;
    const outcome = eventId === 11707 ? "succeeded" : "failed";
    const attempt = beginAttempt(book, { key, product, record });
    endAttempt(attempt, { outcome, exitCode: null, record, cause: attempt.suspects[0] });
  } else if (record.severityNumber >= 17 && eventId !== 11725 && eventId !== 11729) {
    suspect(runningAttempt(book, key) ?? beginAttempt(book, { key, product, record }), failingLine(record, text));
  }
}

function observeStatus(
  book: AttemptBook,
  { record }: EventFacts,
  { name, version, status }: { name: string; version: string; status: string },
): void {
  if (name === "" || !/^-?\d{1,10}$/.test(status)) return;
  const key = keyOf(name);
  const attempt = justEnded(book, key, record.timestampUs) ?? beginAttempt(book, { key, product: name, record });
  const cause = attempt.firstFailingLine ?? attempt.suspects[0];
  endAttempt(attempt, { outcome: exitCodeOutcome(status), exitCode: status, record, cause });
  if (version !== "" && !attempt.product.includes(version))
    attempt.product = `${attempt.product} ${version}`.slice(0, 200);
}

function observePatch(
  book: AttemptBook,
  { record }: EventFacts,
  { product, patch, status }: { product: string; patch: string; status: string },
): void {
  if (product === "" || patch === "") return;
  const key = keyOf(`${product} patch ${patch}`);
  if (justEnded(book, key, record.timestampUs) !== null) return;
  const attempt = beginAttempt(book, { key, product: `${product}: ${patch}`, record });
  endAttempt(attempt, { outcome: exitCodeOutcome(status), exitCode: status === "0" ? null : status, record });
}

/** The attempt that ended moments before: another event tells of the same end. */
function justEnded(book: AttemptBook, key: string, timeUs: number | null): Attempt | null {
  const last = lastAttempt(book, key);
  if (last === null || !last.isOver || last.finishedAtUs === null || timeUs === null) return null;
  return Math.abs(timeUs - last.finishedAtUs) <= SAME_END_US ? last : null;
}

function keyOf(product: string): string {
  return `msi ${product.toLowerCase()}`;
}
