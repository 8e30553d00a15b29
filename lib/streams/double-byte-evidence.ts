import type { CodePage } from "#lib/model/code-page.ts";

/**
 * Rows of a code page of two bytes a character: lead bytes, trail bytes, and how likely one of their characters is in
 * text of its language. Sources: JIS X 0208, GB 2312, Big5 and KS X 1001, which put the frequent characters first.
 */
type Row = readonly [firstLead: number, lastLead: number, firstTrail: number, lastTrail: number, share: number];

const SYLLABLE = 1 / 60;
const ENDING = 1 / 100;
const PUNCTUATION = 1 / 150;
const HANGUL = 1 / 600;
const FREQUENT = 1 / 1300;
const SELDOM = 1 / 5000;
const RARE = 1 / 30_000;
const NEVER = Math.log(1e-6);
/** Characters that are this unlikely on average are none. */
const LEAST_PER_CHARACTER = -8.6;

const PAGES: readonly { page: CodePage; rows: readonly Row[] }[] = [
  {
    page: "shift_jis",
    rows: [
      [0x81, 0x81, 0x40, 0x7e, PUNCTUATION],
      [0x82, 0x82, 0x9f, 0xf1, SYLLABLE],
      [0x82, 0x82, 0x4f, 0x9a, SELDOM],
      [0x83, 0x83, 0x40, 0x96, ENDING],
      [0x88, 0x97, 0x40, 0xfc, FREQUENT],
      [0x98, 0x9f, 0x40, 0xfc, RARE],
      [0xe0, 0xea, 0x40, 0xfc, RARE],
    ],
  },
  {
    page: "euc-jp",
    rows: [
      [0xa1, 0xa1, 0xa1, 0xfe, PUNCTUATION],
      [0xa3, 0xa3, 0xa1, 0xfe, SELDOM],
      [0xa4, 0xa4, 0xa1, 0xf3, SYLLABLE],
      [0xa5, 0xa5, 0xa1, 0xf6, ENDING],
      [0xb0, 0xcf, 0xa1, 0xfe, FREQUENT],
      [0xd0, 0xf4, 0xa1, 0xfe, RARE],
    ],
  },
  {
    page: "gb18030",
    rows: [
      [0xa1, 0xa1, 0xa1, 0xfe, PUNCTUATION],
      [0xa3, 0xa3, 0xa1, 0xfe, PUNCTUATION],
      [0xb0, 0xd7, 0xa1, 0xfe, FREQUENT],
      [0xd8, 0xf7, 0xa1, 0xfe, RARE],
    ],
  },
  {
    page: "big5",
    rows: [
      [0xa1, 0xa1, 0x40, 0x7e, PUNCTUATION],
      [0xa1, 0xa1, 0xa1, 0xfe, SELDOM],
      [0xa4, 0xc6, 0x40, 0x7e, FREQUENT],
      [0xa4, 0xc6, 0xa1, 0xfe, FREQUENT],
      [0xc9, 0xf9, 0x40, 0x7e, RARE],
      [0xc9, 0xf9, 0xa1, 0xfe, RARE],
    ],
  },
  {
    page: "euc-kr",
    rows: [
      [0xa1, 0xa1, 0xa1, 0xfe, SELDOM],
      [0xb0, 0xc8, 0xa1, 0xfe, HANGUL],
      [0xca, 0xfd, 0xa1, 0xfe, RARE],
    ],
  },
];

/** The likelihood (natural logarithm) of the bytes beyond ASCII in each code page of two bytes a character that fits. */
export function doubleByteScores(bytes: Uint8Array): Map<CodePage, number> {
  const scores = PAGES.map(({ page, rows }): [CodePage, number | null] => [page, scoreOf(bytes, rows)]);
  return new Map(scores.filter((entry): entry is [CodePage, number] => entry[1] !== null));
}

function scoreOf(bytes: Uint8Array, rows: readonly Row[]): number | null {
  let score = 0;
  let characters = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    characters++;
    const trail = bytes[at + 1] ?? 0;
    const row = rows.find(([first, last, low, high]) => lead >= first && lead <= last && trail >= low && trail <= high);
    score += row === undefined ? NEVER : Math.log(row[4]);
    // Whatever it is, it takes the trail with it unless that can't be one.
    if (trail >= 0x40) at++;
  }
  return score >= characters * LEAST_PER_CHARACTER ? score : null;
}
