/** A step of a run ends with the first batch after this long. */
export const STEP_BUDGET_MS = 20_000;
