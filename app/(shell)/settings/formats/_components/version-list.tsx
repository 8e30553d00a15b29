import { useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useApi } from "#components/use-api.ts";
import type { FormatVersion } from "#lib/queries/read-formats.ts";

interface VersionListProps {
  id: string;
  /** The newest, from which changes start. */
  current: number;
  onOpen: (version: FormatVersion) => void;
}

/** Who saved which version when; an old one can be taken as a draft, to be saved as the next. */
export function VersionList({ id, current, onOpen }: VersionListProps) {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ["formats", id],
    queryFn: async ({ signal }) =>
      (await api<{ versions: FormatVersion[] }>(`/api/v1/formats/${id}`, { signal })).versions,
  });
  return (
    <section aria-label="Versions" className="grid gap-2">
      <h2 className="text-14 font-medium">Versions</h2>
      {error ? (
        <p className="text-12">
          <FieldError>{error.message}</FieldError>
        </p>
      ) : null}
      {data === undefined && !error ? <Skeleton lines={2} label="Loading versions" /> : null}
      <ul className="border-t border-border empty:hidden">
        {data?.map((version) => (
          <li
            key={version.version}
            className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border py-1.5"
          >
            <span className="font-medium">Version {version.version}</span>
            {version.isRetired ? <Chip tone="warning">retired</Chip> : null}
            <span className="min-w-0 text-text-2">
              <Time at={version.savedAtMs} />
              {version.savedBy === null ? "" : `, ${version.savedBy}`}
            </span>
            {version.version === current ? (
              <span className="ml-auto text-text-3">newest</span>
            ) : (
              <span className="ml-auto">
                <Button size="small" onClick={() => onOpen(version)}>
                  Open as draft
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
