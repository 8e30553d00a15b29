/** English letters and what else logs are full of, the most frequent first: anchors are chosen among the others. */
const COMMON_PAIRS = new Set(
  "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ss pa et us ap pi od ho go".split(
    " ",
  ),
);
const FREQUENCY = 'e tainosr"h:,ld0cu1mfp2gyw34b567v89-_./k=jxqz';

interface Anchor {
  keyword: number;
  /** Lower case. */
  bytes: Uint8Array;
  /** Where in the keyword the two units stand by which it was found. */
  offset: number;
}

/**
 * Finds which of some keywords (ASCII, three characters or more, in any case) a text holds, in one pass over every second
 * pair of its code units: faster than looking for each of them. Of each keyword a pair at an even place and one at
 * an odd place are looked for: wherever the keyword stands, one of them is among the second pairs.
 */
export class KeywordScan {
  private readonly keywords: readonly string[];
  /** Number of a list of anchors by pair as it lies in memory, in any case; 0 = none. */
  private readonly lists = new Uint16Array(65_536);
  private readonly anchors: Anchor[][] = [[]];
  private readonly lower = Uint8Array.from({ length: 256 }, (_, code) => (code >= 65 && code <= 90 ? code + 32 : code));

  constructor(keywords: readonly string[]) {
    this.keywords = keywords.map((keyword) => keyword.toLowerCase());
    for (const [index, keyword] of this.keywords.entries()) this.add(index, keyword);
  }

  /** The keywords, in lower case, that stand anywhere in the code units. */
  presentIn(units: Uint8Array | Uint16Array): ReadonlySet<string> {
    const present = new Set<string>();
    const { lists } = this;
    const bytes = alignedBytes(units);
    const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    // Two pairs at a time: most often neither is of interest.
    const doubles = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    for (let index = 0; index < doubles.length; index++) {
      const double = doubles[index] ?? 0;
      if (((lists[double & 0xffff] ?? 0) | (lists[double >>> 16] ?? 0)) === 0) continue;
      this.look(bytes, pairs, index * 2, present);
      this.look(bytes, pairs, index * 2 + 1, present);
    }
    if (pairs.length % 2 === 1) this.look(bytes, pairs, pairs.length - 1, present);
    return present;
  }

  private look(bytes: Uint8Array, pairs: Uint16Array, index: number, present: Set<string>): void {
    const list = this.lists[pairs[index] ?? 0] ?? 0;
    if (list !== 0) this.verify(bytes, index * 2, list, present);
  }

  private add(keyword: number, text: string): void {
    const bytes = new TextEncoder().encode(text);
    for (const offset of [rarestPair(text, 0), rarestPair(text, 1)]) {
      const pairs = pairsInAnyCase(text.slice(offset, offset + 2));
      let list = this.lists[pairs[0] ?? 0] ?? 0;
      if (list === 0) list = this.anchors.push([]) - 1;
      for (const pair of pairs) this.lists[pair] = list;
      this.anchors[list]?.push({ keyword, bytes, offset });
    }
  }

  private verify(units: Uint8Array, at: number, list: number, present: Set<string>): void {
    const { lower } = this;
    const anchors = this.anchors[list] ?? [];
    for (let index = 0; index < anchors.length; index++) {
      const { bytes, offset, keyword } = anchors[index] as Anchor;
      const start = at - offset;
      const last = bytes.length - 1;
      // Both ends first: they tell most false alarms.
      if (lower[units[start] ?? 0] !== bytes[0] || lower[units[start + last] ?? 0] !== bytes[last]) continue;
      let matched = 1;
      while (matched < last && lower[units[start + matched] ?? 0] === bytes[matched]) matched++;
      if (matched === last) present.add(this.keywords[keyword] ?? "");
    }
  }
}

/** One byte a code unit, where whole words can be read; 255, which no keyword holds, stands for all units beyond it. */
function alignedBytes(units: Uint8Array | Uint16Array): Uint8Array {
  if (units instanceof Uint16Array) return new Uint8Array(new Uint8ClampedArray(units).buffer);
  return units.byteOffset % 4 === 0 ? units : new Uint8Array(units);
}

/** Two characters in every mixture of cases, each as a number in the machine's order. */
function pairsInAnyCase(pair: string): number[] {
  const cases = (character = "") => new Set([character, character.toUpperCase()]);
  const encoder = new TextEncoder();
  return [...cases(pair[0])].flatMap((first) =>
    [...cases(pair[1])].map((second) => new Uint16Array(encoder.encode(first + second).slice().buffer)[0] ?? 0),
  );
}

/** Where in a keyword two characters stand that are seldom in logs, of the even places (`from` = 0) or the odd ones (1). */
function rarestPair(text: string, from: 0 | 1): number {
  let best: number = from;
  for (let offset: number = from; offset + 2 <= text.length; offset += 2) {
    if (rarity(text, offset) > rarity(text, best)) best = offset;
  }
  return best;
}

function rarity(text: string, offset: number): number {
  const pair = text.slice(offset, offset + 2);
  const characters = [...pair].map((character) => {
    const place = FREQUENCY.indexOf(character);
    return place === -1 ? FREQUENCY.length : place;
  });
  return (COMMON_PAIRS.has(pair) ? 0 : 100) + (characters[0] ?? 0) + (characters[1] ?? 0);
}
