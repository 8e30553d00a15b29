import Link from "next/link";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatPlural } from "#components/ui/format-count.ts";

/** A deployment that was named but has no file of its own yet. */
export function NoDevices({ filesInProgress }: { filesInProgress: number }) {
  return (
    <div className="px-2.5 py-4 max-desk:px-0.5">
      <EmptyState
        title="No devices yet"
        action={
          <Link href="/upload" className={buttonClass()}>
            Drop files
          </Link>
        }
      >
        {filesInProgress > 0
          ? `${formatPlural(filesInProgress, "file")} on the way; devices appear here by themselves.`
          : "Its files were sent before under another deployment, or none has arrived."}
      </EmptyState>
    </div>
  );
}
