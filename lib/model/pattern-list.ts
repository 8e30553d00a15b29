/** In which order the patterns of a file are listed. */
export const PATTERN_ORDERS = ["count", "rare", "new"] as const;
export type PatternOrder = (typeof PATTERN_ORDERS)[number];

/** Files and devices of a pattern are counted up to here. */
export const MAX_PATTERN_FILES = 1000;
