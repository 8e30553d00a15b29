import type { CodeMeaning } from "#lib/codes/code-meaning.ts";

/** What the highlighted code means, below the list; nothing has to be opened for it. */
export function CodeFooter({ meaning }: { meaning: CodeMeaning }) {
  return (
    <footer role="status" className="grid flex-none gap-1 border-t border-border bg-surface-2 px-3.5 pt-2.5 pb-3">
      <p className="text-12 text-text-3">
        <span className="font-mono">{meaning.name ?? meaning.code}</span>, {meaning.source}
      </p>
      <p>{meaning.meaning}</p>
      {meaning.check ? <p className="text-text-2">{meaning.check}</p> : null}
    </footer>
  );
}
