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
 * pair of its code units: faster than looking for each of them. Of each keyword two neighbouring pairs are looked for, so
 * that one of them stands at an even place.
 */
export class KeywordScan {
  private readonly keywords: readonly string[];
  /** Number of a list of anchors by pair, 0 = none. */
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
    const { lists, lower } = this;
    const isWide = units.BYTES_PER_ELEMENT === 2;
    for (let at = 0; at + 1 < units.length; at += 2) {
      const first = units[at] ?? 0;
      const second = units[at + 1] ?? 0;
      if (isWide && (first > 255 || second > 255)) continue;
      const list = lists[((lower[first] ?? 0) << 8) | (lower[second] ?? 0)];
      if (list !== 0 && list !== undefined) this.verify(units, at, list, present);
    }
    return present;
  }

  private add(keyword: number, text: string): void {
    const bytes = new TextEncoder().encode(text);
    const offset = rarestOffset(text);
    for (const place of [offset, offset + 1]) {
      const pair = ((bytes[place] ?? 0) << 8) | (bytes[place + 1] ?? 0);
      let list = this.lists[pair] ?? 0;
      if (list === 0) {
        list = this.anchors.push([]) - 1;
        this.lists[pair] = list;
      }
      this.anchors[list]?.push({ keyword, bytes, offset: place });
    }
  }

  private verify(units: Uint8Array | Uint16Array, at: number, list: number, present: Set<string>): void {
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

/** Where in a keyword three characters stand that are seldom in logs. */
function rarestOffset(text: string): number {
  const rarity = (character: string) => {
    const place = FREQUENCY.indexOf(character);
    return place === -1 ? FREQUENCY.length : place;
  };
  let best = 0;
  let bestScore = -1;
  for (let offset = 0; offset + 3 <= text.length; offset++) {
    const [a = 0, b = 0, c = 0] = [...text.slice(offset, offset + 3)].map(rarity);
    const pairs = [text.slice(offset, offset + 2), text.slice(offset + 1, offset + 3)];
    const common = pairs.filter((pair) => COMMON_PAIRS.has(pair)).length;
    const score = Math.min(a + b, b + c) + 100 * (2 - common);
    if (score > bestScore) {
      best = offset;
      bestScore = score;
    }
  }
  return best;
}
