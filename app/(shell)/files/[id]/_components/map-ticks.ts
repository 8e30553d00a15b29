const WANTED_TICKS = 4;

/** Record numbers to label beside the map: the first, then round ones, none where the end or `pinned` is labelled. */
export function mapTicks(total: number, pinned: number | null): number[] {
  if (total < 10) return [];
  const step = roundStep(total / WANTED_TICKS);
  const room = total * 0.05;
  const round = Array.from({ length: Math.floor(total / step) }, (_, index) => (index + 1) * step);
  return [1, ...round].filter((tick) => total - tick > room && (pinned === null || Math.abs(tick - pinned) > room));
}

/** The next 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
}
