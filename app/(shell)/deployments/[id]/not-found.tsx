import Link from "next/link";
import { TopBar } from "#components/top-bar.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function NoSuchDeployment() {
  return (
    <>
      <TopBar crumbs={[{ label: "Deployments", href: "/deployments" }, { label: "Not found" }]} />
      <div className="px-2.5 py-4">
        <EmptyState
          title="There is no such deployment here"
          action={
            <Link href="/deployments" className={buttonClass()}>
              All deployments
            </Link>
          }
        >
          It belongs to another team, or the address is not complete.
        </EmptyState>
      </div>
    </>
  );
}
