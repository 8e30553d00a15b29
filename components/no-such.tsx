import Link from "next/link";
import { TopBar } from "./top-bar.tsx";
import { buttonClass } from "./ui/button-class.ts";
import { EmptyState } from "./ui/empty-state.tsx";

/** The page of an address that leads to no file, no deployment: strangers don't learn what exists. */
export function NoSuch({ what, listLabel, listHref }: { what: string; listLabel: string; listHref: string }) {
  return (
    <>
      <TopBar crumbs={[{ label: listLabel, href: listHref }, { label: "Not found" }]} />
      <div className="px-2.5 py-4">
        <EmptyState
          title={`There is no such ${what} here`}
          action={
            <Link href={listHref} className={buttonClass()}>
              All {listLabel.toLowerCase()}
            </Link>
          }
        >
          It belongs to another team, or the address is not complete.
        </EmptyState>
      </div>
    </>
  );
}
