import { type AttemptBook, beginAttempt, endAttempt, lastAttempt } from "./attempt-book.ts";
import { type EventFacts, eventCode, PROVIDERS } from "./event-facts.ts";

interface StateEvents {
  provider: string;
  product: string;
  succeeded: readonly number[];
  failed: readonly number[];
}

/** Ways of a device into management: each either gets there or says with a code why not. */
const STATES: readonly StateEvents[] = [
  { provider: PROVIDERS.mdm, product: "MDM enrollment", succeeded: [16, 72, 75], failed: [71, 76] },
  {
    provider: PROVIDERS.registration,
    product: "Device registration",
    succeeded: [105, 306],
    failed: [201, 202, 203, 204, 205, 304, 305, 307],
  },
  {
    provider: PROVIDERS.autopilot,
    product: "Autopilot profile",
    succeeded: [161],
    failed: [112, 171, 172, 807, 809, 815, 908],
  },
];
const MDM_APP_INSTALLED = 1922;
const MDM_APP_FAILED = 1924;

/** Enrollment, registration and provisioning. The same result again and again is one attempt. */
export function observeStateEvent(book: AttemptBook, facts: EventFacts): void {
  const { provider, eventId, record } = facts;
  const isAppEnd = eventId === MDM_APP_INSTALLED || eventId === MDM_APP_FAILED;
  if (provider === PROVIDERS.mdm && isAppEnd) observeMdmApp(book, facts);
  const state = STATES.find((one) => one.provider === provider);
  if (state === undefined) return;
  const outcome = state.succeeded.includes(eventId) ? "succeeded" : state.failed.includes(eventId) ? "failed" : null;
  if (outcome === null) return;
  const { product } = state;
  const last = lastAttempt(book, product);
  const exitCode = outcome === "failed" ? eventCode(facts) : null;
  if (last?.outcome === outcome && last.exitCode === exitCode) return;
  endAttempt(beginAttempt(book, { key: product, product, record }), { outcome, exitCode, record });
}

const PRODUCT_CODE = /\{[0-9a-f-]{36}\}/i;

function observeMdmApp(book: AttemptBook, facts: EventFacts): void {
  const { record, eventId, values } = facts;
  const code = values.map((value) => PRODUCT_CODE.exec(value)?.[0]).find((found) => found !== undefined);
  const product = `MDM app ${code ?? "without product code"}`;
  const outcome = eventId === MDM_APP_INSTALLED ? "succeeded" : "failed";
  const exitCode = outcome === "failed" ? eventCode(facts) : null;
  endAttempt(beginAttempt(book, { key: product, product, record }), { outcome, exitCode, record });
}
