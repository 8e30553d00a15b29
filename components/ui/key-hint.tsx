/** The key that does the same. */
export function KeyHint({ children, isOnInk = false }: { children: string; isOnInk?: boolean }) {
  return (
    <kbd
      className={
        isOnInk
          ? "min-w-[18px] flex-none rounded-chip border border-on-ink/35 px-1 py-[3px] text-center text-11 leading-none font-medium text-on-ink"
          : "min-w-[18px] flex-none rounded-chip border border-border-strong bg-surface-1 px-1 py-[3px] text-center text-11 leading-none font-medium text-text-3"
      }
    >
      {children}
    </kbd>
  );
}
