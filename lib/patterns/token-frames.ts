/**
 * For each place of a skeleton a number that is the same for all skeletons that differ there only. Sums of hashes of
 * 53 bits: all places together cost as much as two hashes of the text.
 */
export function frameKeys(tokens: readonly string[]): number[] {
  const lows = tokens.map((token, place) => hashOf(token, place, 0x9e3779b1));
  const highs = tokens.map((token, place) => hashOf(token, place, 0x85ebca77));
  let low = tokens.length;
  let high = tokens.length;
  for (let i = 0; i < tokens.length; i++) {
    low ^= lows[i] ?? 0;
    high ^= highs[i] ?? 0;
  }
  return tokens.map((_, place) => {
    const hole = hashOf("\u0000", place, 0xc2b2ae3d);
    const frameHigh = ((high ^ (highs[place] ?? 0) ^ hole) >>> 0) & 0x1fffff;
    return frameHigh * 0x1_0000_0000 + ((low ^ (lows[place] ?? 0) ^ hole) >>> 0);
  });
}

function hashOf(token: string, place: number, seed: number): number {
  let hash = Math.imul(place + 1, seed);
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
