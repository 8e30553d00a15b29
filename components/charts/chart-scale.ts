/** The upper grid line of a chart: an even number that people can halve, and hardly more than what is shown. */
export function topOfScale(largest: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, largest))) - 1);
  const step = 2 * power;
  return Math.max(2, Math.ceil(largest / step) * step);
}
