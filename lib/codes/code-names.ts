/** Symbolic names by unsigned number, of the thousands of codes we have no words for. */
export interface CodeNames {
  nameOf(value: number): string | null;
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
  const [winerror, msi, wuerror, bitsmsg, mdmsg, ntstatus] = await Promise.all([
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

function addNames(names: Map<number, string>, text: string, from: number): void {
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    const value = Number.parseInt(line.slice(0, space), 16);
    if (space > 0 && value >= from && !names.has(value)) names.set(value, line.slice(space + 1));
  }
}
