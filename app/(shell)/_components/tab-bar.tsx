"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { formatCount } from "#components/ui/format-count.ts";
import { DROP_PAGE, isCurrent, NAV_PAGES } from "./nav-pages.tsx";
import { type SidebarNow, useSidebarNow } from "./use-sidebar-now.ts";

const [overview, deployments, , alerts, queue] = NAV_PAGES;
/** Dropping is what a thumb reaches best; single files are reached from the queue and by search. */
const TABS = [overview, deployments, DROP_PAGE, alerts, queue];

/** The phone's navigation, fixed at the bottom. */
export function TabBar({ initial }: { initial: SidebarNow }) {
  const pathname = usePathname();
  const { counts } = useSidebarNow(initial);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 hidden h-[60px] grid-cols-5 border-t border-border bg-surface-1 pb-[env(safe-area-inset-bottom)] max-desk:grid"
    >
      {TABS.map((page) => (
        <Link
          key={page.href}
          href={page.href}
          aria-current={isCurrent(page, pathname) ? "page" : undefined}
          className="relative grid place-content-center justify-items-center gap-[3px] text-11 font-medium text-text-3 aria-[current]:text-text-1 [&_svg]:size-5"
        >
          {page.icon}
          {page.shortLabel}
          {page === alerts && counts.openAlerts > 0 ? (
            <span className="absolute top-[9px] left-[calc(50%+7px)] h-[15px] min-w-[15px] rounded-full bg-sev-error px-1 text-center text-[10px] leading-[15px] text-surface-1">
              {counts.openAlerts > 99 ? "99+" : formatCount(counts.openAlerts)}
              <span className="sr-only"> open</span>
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
