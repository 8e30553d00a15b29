import type { TextEncoding } from "#lib/model/log-file.ts";
import {
  BUILT_IN_REDACTIONS,
  type BuiltInRedaction,
  type RedactionMode,
  type RedactionRules,
} from "#lib/model/redaction.ts";
import { linearPattern } from "#lib/streams/linear-pattern.ts";
import { type TextBlock, textBlock } from "#lib/streams/text-block.ts";
import { findEmails, findIpv4, findIpv6 } from "./find-addresses.ts";
import {
  findPasswords,
  findTokens,
  mayNameSecret,
  type PresentKeywords,
  SECRET_KEYWORDS,
  type Span,
} from "./find-secrets.ts";
import { KeywordScan } from "./keyword-scan.ts";
import { replacement } from "./replacement.ts";

/** One stretch that was replaced, in bytes of its block. */
export interface Redacted {
  rule: string;
  startByte: number;
  endByte: number;
}

/** Replaces what must not be stored by as many bytes, so that every record stays where it was. */
export interface Redactor {
  /** The block with its replacements; the block itself when there is nothing in it. */
  redact(block: TextBlock): { block: TextBlock; redacted: readonly Redacted[] };
  /** The same for text that is kept beside the records. */
  redactText(text: string): string;
  /** What replaces a value whose name says that it must not be stored; null = the name says nothing of the kind. */
  redactNamed(name: string, value: string): RedactedValue | null;
}

/** A value that was replaced as a whole, by as many characters. */
export interface RedactedValue {
  rule: string;
  value: string;
  by: string;
}

const SECRETS = new KeywordScan(SECRET_KEYWORDS);

interface Rule {
  name: string;
  mode: Exclude<RedactionMode, "off">;
  find(text: string, present: PresentKeywords): Span[];
}

const FINDERS: Readonly<Record<BuiltInRedaction, (text: string, present: PresentKeywords) => Span[]>> = {
  password: findPasswords,
  token: findTokens,
  email: findEmails,
  ipv4: findIpv4,
  ipv6: findIpv6,
};

/**
 * A redactor for a team's rules; null when all are off. `hashKey` keeps hashes from being guessed and the same within
 * a team. Throws an Error for a pattern that RE2 does not know.
 */
export function createRedactor(rules: RedactionRules, hashKey: Uint8Array): Redactor | null {
  const active = activeRules(rules);
  if (active.length === 0) return null;
  return {
    redact: (block) => redactBlock(block, { rules: active, hashKey }),
    redactText(text) {
      const found = findAll(text, active);
      return found.length === 0 ? text : replaced(text, found, hashKey);
    },
    redactNamed(name, value) {
      if (!mayNameSecret(name)) return null;
      const prefix = `"${name}":"`;
      const named = findAll(`${prefix}${value}"`, active).find(({ start }) => start === prefix.length);
      // A mail address is one under any name.
      if (named === undefined || findAll(value, active).some(({ start }) => start === 0)) return null;
      const by = maskOf(value, { start: 0, end: value.length, rule: named.rule }, hashKey);
      return { rule: named.rule.name, value, by };
    },
  };
}

function activeRules({ builtIn, own }: RedactionRules): Rule[] {
  const all = [
    ...BUILT_IN_REDACTIONS.map((name) => ({ name, mode: builtIn[name], find: FINDERS[name] })),
    ...own.map(({ name, pattern, mode }) => {
      const compiled = mode === "off" ? null : linearPattern(pattern);
      return { name, mode, find: (text: string) => compiled?.spans(text) ?? [] };
    }),
  ];
  return all.flatMap(({ mode, ...rule }) => (mode === "off" ? [] : [{ ...rule, mode }]));
}

interface Found extends Span {
  rule: Rule;
}

/** All stretches in order; of overlapping ones the first rule's. */
function findAll(text: string, rules: readonly Rule[], present: PresentKeywords = null): Found[] {
  const found = rules.flatMap((rule) => rule.find(text, present).map((span) => ({ ...span, rule })));
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Found[] = [];
  for (const span of found) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
    else if (span.end > last.end) last.end = span.end;
  }
  return kept;
}

const byBytes = new TextDecoder("latin1");
const wide = new TextDecoder("utf-16le", { ignoreBOM: true });

function redactBlock(
  block: TextBlock,
  { rules, hashKey }: { rules: readonly Rule[]; hashKey: Uint8Array },
): { block: TextBlock; redacted: readonly Redacted[] } {
  const { encoding } = block;
  if (encoding === "binary") return redactWide(block, { rules, hashKey });
  // Where characters and bytes differ, every byte is looked at as a character of its own.
  const text = block.isLinear ? block.text : byBytes.decode(block.bytes);
  const found = findAll(text, rules, SECRETS.presentIn(block.units));
  if (found.length === 0) return { block, redacted: [] };
  // Not slice: a Buffer's shares its memory.
  const bytes = new Uint8Array(block.bytes);
  const { unitBytes } = block;
  for (const { start, end, rule } of found) {
    const mask = maskOf(text, { start, end, rule }, hashKey);
    for (let unit = 0; unit < mask.length; unit++)
      writeUnit(bytes, (start + unit) * unitBytes, mask.charCodeAt(unit), encoding);
  }
  return {
    block: textBlock(bytes, encoding),
    redacted: found.map(({ start, end, rule }) => ({
      rule: rule.name,
      startByte: start * unitBytes,
      endByte: end * unitBytes,
    })),
  };
}

/** Texts in the binary logs of Windows are UTF-16, at even and at odd places. */
function redactWide(
  block: TextBlock,
  { rules, hashKey }: { rules: readonly Rule[]; hashKey: Uint8Array },
): { block: TextBlock; redacted: readonly Redacted[] } {
  const bytes = new Uint8Array(block.bytes);
  const redacted: Redacted[] = [];
  for (const offset of [0, 1]) {
    const text = wide.decode(bytes.subarray(offset, bytes.length - ((bytes.length - offset) % 2)));
    for (const found of findAll(text, rules)) {
      const mask = maskOf(text, found, hashKey);
      const startByte = offset + found.start * 2;
      for (let unit = 0; unit < mask.length; unit++) {
        writeUnit(bytes, startByte + unit * 2, mask.charCodeAt(unit), "utf-16le");
      }
      redacted.push({ rule: found.rule.name, startByte, endByte: offset + found.end * 2 });
    }
  }
  if (redacted.length === 0) return { block, redacted };
  return { block: textBlock(bytes, "binary"), redacted: redacted.sort((a, b) => a.startByte - b.startByte) };
}

function maskOf(text: string, { start, end, rule }: Found, hashKey: Uint8Array): string {
  const found = text.slice(start, end);
  const isNumber = /^\d+$/.test(found) && /"\s{0,8}:\s{0,8}$/.test(text.slice(Math.max(0, start - 20), start));
  return replacement({ text: found, isNumber, rule: rule.name, mode: rule.mode, hashKey });
}

function writeUnit(bytes: Uint8Array, at: number, code: number, encoding: TextEncoding): void {
  if (!encoding.startsWith("utf-16")) {
    bytes[at] = code;
    return;
  }
  const isBig = encoding.startsWith("utf-16be");
  bytes[at] = isBig ? code >> 8 : code & 0xff;
  bytes[at + 1] = isBig ? code & 0xff : code >> 8;
}

function replaced(text: string, found: readonly Found[], hashKey: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, rule } of found) {
    parts.push(text.slice(at, start), maskOf(text, { start, end, rule }, hashKey));
    at = end;
  }
  return parts.join("") + text.slice(at);
}
