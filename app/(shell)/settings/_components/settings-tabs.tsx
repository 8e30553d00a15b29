import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";

const PAGES = [
  { href: "/settings/lanes", label: "Lanes" },
  { href: "/settings/formats", label: "Formats" },
  { href: "/settings/sources", label: "Sources" },
  { href: "/settings/redaction", label: "Redaction" },
  { href: "/settings/members", label: "Members" },
] as const;

/** The pages of the settings, as a row of tabs under the top bar. */
export function SettingsTabs({ current }: { current: (typeof PAGES)[number]["href"] }) {
  return (
    <nav aria-label="Settings" className="flex flex-none gap-[18px] border-b border-border px-6 max-desk:px-4">
      {PAGES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? "page" : undefined}
          className={classNames(
            "touch-target -mb-px border-b-2 pt-[9px] pb-2.5 font-medium",
            href === current ? "border-text-1 text-text-1" : "border-transparent text-text-2 hover:text-text-1",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
