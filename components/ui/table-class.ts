/** Looks of the tables that become a list of cards on the phone. */
export const TABLE_HEAD =
  "h-[30px] border-b border-border px-2.5 text-left text-12 font-normal whitespace-nowrap text-text-3";
export const TABLE_CELL =
  "h-row truncate border-b border-border px-2.5 max-desk:block max-desk:h-auto max-desk:border-0 max-desk:p-0";
/** Its link covers the whole row. */
export const TABLE_ROW =
  "relative hover:bg-surface-2 focus-within:bg-surface-2 " +
  "max-desk:grid max-desk:grid-cols-[minmax(0,1fr)_auto] max-desk:gap-x-3 max-desk:border-b max-desk:border-border max-desk:px-4 max-desk:py-3";
