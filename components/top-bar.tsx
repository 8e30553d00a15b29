import Link from "next/link";
import { Fragment } from "react";
import { AccountMenu } from "./account-menu.tsx";
import { SearchButton } from "./search-button.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { ZoneButton } from "./zone-button.tsx";

export interface Crumb {
  label: string;
  href?: string;
}

/** The bar on top of every page in the shell: where this is, search, the zone of its times, theme and account. */
export function TopBar({
  crumbs,
  hasOwnTitle = false,
}: {
  crumbs: Crumb[] /** The page brings its own h1. */;
  hasOwnTitle?: boolean;
}) {
  const last = crumbs.at(-1);
  const Title = hasOwnTitle ? "span" : "h1";
  return (
    <header className="flex h-12 flex-none items-center gap-3 border-b border-border bg-surface-1 pr-3.5 pl-5 max-desk:sticky max-desk:top-0 max-desk:z-10 max-desk:h-[52px] max-desk:pr-2.5 max-desk:pl-4">
      <nav aria-label="Where this is" className="flex min-w-0 items-center gap-1.5 font-medium">
        {crumbs.slice(0, -1).map((crumb) => (
          <Fragment key={`${crumb.href} ${crumb.label}`}>
            {crumb.href ? (
              <Link href={crumb.href} className="truncate font-normal text-text-3 hover:text-text-1">
                {crumb.label}
              </Link>
            ) : (
              <span className="truncate font-normal text-text-3">{crumb.label}</span>
            )}
            <span aria-hidden="true" className="font-normal text-text-3">
              /
            </span>
          </Fragment>
        ))}
        {last ? (
          <Title className="truncate text-13 font-medium tracking-normal" aria-current="page">
            {last.label}
          </Title>
        ) : null}
      </nav>
      <div className="ml-auto flex flex-none items-center gap-1 max-desk:gap-3">
        <SearchButton />
        <ZoneButton />
        <ThemeSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}
