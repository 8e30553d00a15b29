import Link from "next/link";
import { TopBar } from "#components/top-bar.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function ShellNotFound() {
  return (
    <>
      <TopBar crumbs={[{ label: "Not found" }]} />
      <div className="px-2.5 py-2">
        <EmptyState
          title="There is nothing here"
          action={
            <Link href="/files" className={buttonClass()}>
              Go to Files
            </Link>
          }
        >
          The address may be mistyped, what it named may be gone, or it belongs to another team.
        </EmptyState>
      </div>
    </>
  );
}
