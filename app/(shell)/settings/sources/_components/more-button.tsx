import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

interface MorePages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Gets the next page of a list, as long as there is one. */
export function MoreButton({ pages, children }: { pages: MorePages; children: ReactNode }) {
  if (!pages.hasNextPage) return null;
  return (
    <div className="flex justify-center pt-4">
      <Button isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {children}
      </Button>
    </div>
  );
}
