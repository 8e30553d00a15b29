import { lineSkeleton, VARIABLE } from "./line-skeleton.ts";
import { isWord, skeletonTokens } from "./skeleton-tokens.ts";
import { frameKeys } from "./token-frames.ts";

/** Kinds of line one miner tells apart; further ones are told apart by their first word only. */
export const MAX_PATTERNS = 5000;
const MAX_CACHED = 20_000;
/** Longer skeletons are not compared word by word. */
const MAX_COMPARED_TOKENS = 120;

/** Different words at one place, all else equal, that make it a variable. */
const ENOUGH_WORDS = 4;
/** Words that must stay when a place becomes a variable; one more when it is the first, which says most. */
const LEAST_WORDS = 2;

/** A kind of line. The object of an equal kind is the same one, until it is merged into another. */
export interface Pattern {
  /** With {@link VARIABLE} where lines of this kind differ; it is the pattern's identity. */
  template: string;
  /** The more general pattern that took its place. */
  mergedInto: Pattern | null;
}

export interface Merge {
  from: Pattern;
  into: Pattern;
}

interface Node extends Pattern {
  tokens: readonly string[];
  mergedInto: Node | null;
}

/**
 * Finds the kinds of line of a text, one line after the other. A line's skeleton is its first pattern. Skeletons that
 * differ in one word only, often enough, are merged into one with a variable there. Ids follow from templates and
 * merges from the set of skeletons, not from their order, so a miner that is given stored templates goes on as the one
 * that found them. Memory is bounded by MAX_PATTERNS; a known skeleton costs one look-up.
 */
export class PatternMiner {
  readonly #nodes = new Map<string, Node>();
  /** Skeletons that only a merged pattern accounts for, so that they are not compared again. */
  readonly #cache = new Map<string, Node>();
  readonly #frames = new Map<number, Node[]>();
  /** Known patterns that were not compared yet: most readings meet no other kind and never need it. */
  #uncompared: Node[] = [];
  /** Merged patterns by their number of tokens. */
  readonly #merged = new Map<number, Set<Node>>();
  #merges: Merge[] = [];

  /** The pattern of a line as of now. */
  add(text: string): Pattern {
    // Many lines hold no value at all: they are their own skeleton.
    const plain = this.#nodes.get(text);
    if (plain !== undefined) return topOf(plain);
    const skeleton = lineSkeleton(text);
    const known = this.#nodes.get(skeleton) ?? this.#cache.get(skeleton);
    return known === undefined ? this.#learn(skeleton) : topOf(known);
  }

  /** Takes in a stored pattern; `isMerged` = others were merged into it. */
  know(template: string, isMerged: boolean): Pattern {
    const known = this.#nodes.get(template);
    const node: Node = known ?? { template, tokens: skeletonTokens(template), mergedInto: null };
    if (isMerged) this.#index(topOf(node));
    if (known === undefined) {
      this.#nodes.set(template, node);
      this.#uncompared.push(node);
    }
    return topOf(node);
  }

  /** The pattern that stands for this one now. */
  resolve(pattern: Pattern): Pattern {
    return topOf(pattern);
  }

  /** Merges since the last call, oldest first. */
  takeMerges(): readonly Merge[] {
    const merges = this.#merges;
    this.#merges = [];
    return merges;
  }

  #learn(skeleton: string): Node {
    this.#compareKnown();
    const tokens = skeletonTokens(skeleton);
    const family = this.#familyOf(tokens);
    if (family !== null) return this.#remember(skeleton, family);
    if (this.#nodes.size >= MAX_PATTERNS) return this.#remember(skeleton, this.#coarse(tokens));
    return topOf(this.#insert(skeleton, tokens));
  }

  #remember(skeleton: string, node: Node): Node {
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    this.#cache.set(skeleton, node);
    return node;
  }

  #compareKnown() {
    const nodes = this.#uncompared;
    this.#uncompared = [];
    for (const node of nodes) {
      const family = node.mergedInto === null ? this.#familyOf(node.tokens) : null;
      if (family !== null && family !== node) this.#join(node, family);
      else if (node.tokens.length <= MAX_COMPARED_TOKENS) this.#compare(node);
    }
  }

  #insert(template: string, tokens: readonly string[]): Node {
    const node: Node = { template, tokens, mergedInto: null };
    this.#nodes.set(template, node);
    if (tokens.length <= MAX_COMPARED_TOKENS) this.#compare(node);
    return node;
  }

  /** Enters a pattern into the frames of all its words and merges where a frame has seen enough. */
  #compare(node: Node) {
    const { tokens } = node;
    const words = tokens.filter(isWord).length;
    const first = tokens.findIndex((token) => isWord(token) || token === VARIABLE);
    const keys = frameKeys(tokens);
    for (const [place, token] of tokens.entries()) {
      const isVariable = token === VARIABLE;
      if (!isVariable && !isWord(token)) continue;
      const rest = isVariable ? words : words - 1;
      if (rest < (place === first ? LEAST_WORDS + 1 : LEAST_WORDS)) continue;
      const key = keys[place] ?? 0;
      const frame = this.#frames.get(key) ?? [];
      frame.push(node);
      this.#frames.set(key, isEnough(frame, place) ? [this.#merge(frame, place)] : frame);
    }
  }

  #merge(frame: readonly Node[], place: number): Node {
    const tops = new Set(frame.map(topOf));
    const variables = new Set<number>([place]);
    for (const { tokens } of tops) for (const [i, token] of tokens.entries()) if (token === VARIABLE) variables.add(i);
    const [sample] = tops;
    const tokens = (sample?.tokens ?? []).map((token, i) => (variables.has(i) ? VARIABLE : token));
    const template = tokens.join("");
    const known = this.#nodes.get(template);
    const into = topOf(known ?? { template, tokens, mergedInto: null });
    if (known === undefined) this.#nodes.set(template, into);
    for (const from of tops) if (from !== into) this.#join(from, into);
    this.#index(into);
    if (known === undefined && tokens.length <= MAX_COMPARED_TOKENS) this.#compare(into);
    return topOf(into);
  }

  #join(from: Node, into: Node) {
    from.mergedInto = into;
    this.#merged.get(from.tokens.length)?.delete(from);
    this.#merges.push({ from, into });
  }

  #index(node: Node) {
    const family = this.#merged.get(node.tokens.length) ?? new Set();
    this.#merged.set(node.tokens.length, family.add(node));
  }

  #familyOf(tokens: readonly string[]): Node | null {
    for (const node of this.#merged.get(tokens.length) ?? []) if (covers(node.tokens, tokens)) return topOf(node);
    return null;
  }

  #coarse(tokens: readonly string[]): Node {
    const first = tokens.find(isWord);
    const isRoomLeft = this.#nodes.size < MAX_PATTERNS * 1.2;
    const template = isRoomLeft && first !== undefined ? `${first} ${VARIABLE}` : VARIABLE;
    const node = this.#nodes.get(template) ?? { template, tokens: [template], mergedInto: null };
    this.#nodes.set(template, node);
    return topOf(node);
  }
}

function topOf<P extends { mergedInto: P | null }>(node: P): P {
  let top = node;
  while (top.mergedInto !== null) top = top.mergedInto;
  return top;
}

/** A value there in one of them makes it a variable at once, else enough different words do. */
function isEnough(frame: readonly Node[], place: number): boolean {
  if (frame.length < 2) return false;
  return frame.length >= ENOUGH_WORDS || frame.some(({ tokens }) => tokens[place] === VARIABLE);
}

function covers(template: readonly string[], tokens: readonly string[]): boolean {
  for (let i = 0; i < template.length; i++) {
    const token = tokens[i] ?? "";
    if (template[i] !== token && (template[i] !== VARIABLE || !isWord(token))) return false;
  }
  return true;
}
