import type { CodeMeaning } from "./code-meaning.ts";

/** What pages load only once somebody asks about a code: thousands of names, and what most often stands behind a code. */
export interface CodeNames {
  /** Symbolic name of an unsigned number. */
  nameOf(value: number): string | null;
  /** What most often stands behind a code, in one sentence; null when its meaning says it all. */
  likelyCauseOf(meaning: CodeMeaning): string | null;
  /** Numbers and names whose name holds every word (upper case), in the order of the numbers, at most `limit`. */
  search(words: readonly string[], limit: number): { value: number; name: string }[];
  readonly size: number;
}

let loaded: Promise<CodeNames> | null = null;
let ready: CodeNames | null = null;

/**
 * Loads the names once; they are some 180 KB of text, so pages load them when somebody asks about a code.
 * Source: the public-domain headers of mingw-w64 named in lib/codes/names.
 */
export function loadCodeNames(): Promise<CodeNames> {
  loaded ??= load().then(
    (names) => {
      ready = names;
      return names;
    },
    (error: unknown) => {
      // A part of the page that did not arrive can be asked for again.
      loaded = null;
      throw error;
    },
  );
  return loaded;
}

/** The names when they are there already, so that a page need not wait twice. */
export function readyCodeNames(): CodeNames | null {
  return ready;
}

/** Values below this are Win32 errors to everybody who meets one in a log, not NTSTATUS. */
const FIRST_NTSTATUS = 0x40000000;

async function load(): Promise<CodeNames> {
  const [causes, winerror, msi, wuerror, bitsmsg, mdmsg, ntstatus] = await Promise.all([
    import("./likely-causes.ts").then(({ LIKELY_CAUSES }) => LIKELY_CAUSES),
    import("./names/winerror-names.ts").then(({ WINERROR_NAMES }) => WINERROR_NAMES),
    import("./names/msi-names.ts").then(({ MSI_NAMES }) => MSI_NAMES),
    import("./names/wuerror-names.ts").then(({ WUERROR_NAMES }) => WUERROR_NAMES),
    import("./names/bitsmsg-names.ts").then(({ BITSMSG_NAMES }) => BITSMSG_NAMES),
    import("./names/mdmsg-names.ts").then(({ MDMSG_NAMES }) => MDMSG_NAMES),
    import("./names/ntstatus-names.ts").then(({ NTSTATUS_NAMES }) => NTSTATUS_NAMES),
  ]);
  const names = new Map<number, string>();
  for (const text of [winerror, msi, wuerror, bitsmsg, mdmsg]) addNames(names, text, 0);
  addNames(names, ntstatus, FIRST_NTSTATUS);
  return {
    size: names.size,
    nameOf: (value) => names.get(value) ?? null,
    likelyCauseOf: (meaning) => likelyCause(meaning, causes),
    search(words, limit) {
      const found: { value: number; name: string }[] = [];
      for (const [value, name] of names) {
        if (found.length >= limit) break;
        if (words.every((word) => name.includes(word))) found.push({ value, name });
      }
      return found;
    },
  };
}

function likelyCause({ code, source }: CodeMeaning, causes: ReadonlyMap<string, string>): string | null {
  const mark = source === "HTTP" ? "h" : source === "Windows Installer messages" ? "m" : "";
  const own = causes.get(`${mark}${code}`);
  if (own !== undefined || !/^0x8007[0-9A-F]{4}$/.test(code)) return own ?? null;
  return causes.get(String(Number(code) & 0xffff)) ?? null;
}

function addNames(names: Map<number, string>, text: string, from: number): void {
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    const value = Number.parseInt(line.slice(0, space), 16);
    if (space > 0 && value >= from && !names.has(value)) names.set(value, line.slice(space + 1));
  }
}
