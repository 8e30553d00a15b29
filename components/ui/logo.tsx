/** The gate: two posts, the leaf drawn up, the water that is let through. */
export function Logo({ className = "size-5" }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={`flex-none ${className}`} aria-hidden="true">
      <path d="M2 3a1 1 0 0 1 1-1h1a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1Z" className="fill-text-1" />
      <path d="M15 3a1 1 0 0 1 1-1h1a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-1a1 1 0 0 1-1-1Z" className="fill-text-1" />
      <rect x="6.5" y="2" width="7" height="6.5" rx="1" className="fill-text-1" />
      <path d="M6 12.5h8M6 15.8h8" className="stroke-lane-medium-mark" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
