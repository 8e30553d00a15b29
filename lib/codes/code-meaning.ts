/** Whether a code names what went wrong, only reports that something did, or can be both. */
export type CodeRole = "cause" | "result" | "either";

/** What a code means, in our own words. */
export interface CodeMeaning {
  /** As people look it up: "1603", "0x80070534". */
  code: string;
  /** Symbolic name: ERROR_NONE_MAPPED. */
  name: string | null;
  /** 2 to 5 words: "Service account not found". */
  title: string;
  /** One sentence. */
  meaning: string;
  /** What to do or look at next. */
  check: string | null;
  role: CodeRole;
  /** Who defines the code: "Windows Installer". */
  source: string;
  /** The words are the team's own. */
  isOfTeam?: boolean;
}

/** What the words around a number say about it: the same number means different things. */
export type CodeKind = "exit" | "error" | "message" | "http" | "hresult";
