"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { buttonClass } from "#components/ui/button-class.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { LaneGauge } from "./lane-gauge.tsx";
import { LiveDot } from "./live-dot.tsx";
import { DROP_PAGE, isCurrent, NAV_PAGES, type NavPage } from "./nav-pages.tsx";
import { TeamMenu } from "./team-menu.tsx";
import { type SidebarNow, useSidebarNow } from "./use-sidebar-now.ts";

export function Sidebar({ initial }: { initial: SidebarNow }) {
  const { lanes, counts } = useSidebarNow(initial);
  const pathname = usePathname();
  return (
    <aside className="flex min-h-0 flex-col overflow-y-auto pt-2.5 pr-2 pb-2.5 pl-2.5 max-desk:hidden">
      <div className="flex h-9 flex-none items-center gap-[9px] px-2 font-semibold tracking-[-0.01em]">
        <Logo />
        Sluice
        <TeamMenu />
      </div>
      <Link
        href={DROP_PAGE.href}
        aria-current={isCurrent(DROP_PAGE, pathname) ? "page" : undefined}
        className={classNames(buttonClass(), "mt-2 mb-3.5 flex-none justify-start px-2!")}
      >
        {DROP_PAGE.icon}
        {DROP_PAGE.label}
        <span className="ml-auto" aria-hidden="true">
          <KeyHint>U</KeyHint>
        </span>
      </Link>
      <nav aria-label="Main" className="flex-none">
        {NAV_PAGES.map((page) => (
          <SidebarLink key={page.href} page={page} isCurrent={isCurrent(page, pathname)} counts={counts} />
        ))}
      </nav>
      <div className="mt-auto pt-4">
        <LaneGauge lanes={lanes} />
        <LiveDot />
      </div>
    </aside>
  );
}

function SidebarLink({ page, isCurrent, counts }: { page: NavPage; isCurrent: boolean; counts: SidebarNow["counts"] }) {
  return (
    <Link
      href={page.href}
      aria-current={isCurrent ? "page" : undefined}
      className="group flex h-[30px] items-center gap-2.5 rounded-control px-2 font-[450] text-text-2 transition-colors duration-(--fast) hover:bg-surface-3 aria-[current]:bg-surface-3 aria-[current]:font-medium aria-[current]:text-text-1"
    >
      <span className="text-text-3 group-aria-[current]:text-text-1">{page.icon}</span>
      {page.label}
      {page.href === "/alerts" && counts.openAlerts > 0 ? (
        <span className="ml-auto inline-flex items-center gap-1 text-12 font-semibold text-out-failed">
          <OutcomeIcon outcome="failed" />
          {formatCount(counts.openAlerts)}
          <span className="sr-only">open</span>
        </span>
      ) : null}
      {page.href === "/queue" && counts.filesInProgress > 0 ? (
        <span className="ml-auto text-12 text-text-3">
          {formatCount(counts.filesInProgress)}
          <span className="sr-only"> on their way</span>
        </span>
      ) : null}
    </Link>
  );
}
