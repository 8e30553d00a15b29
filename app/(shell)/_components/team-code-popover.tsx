"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { CodePopover } from "#components/code-popover.tsx";
import { useShell } from "#components/shell-context.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { useApi } from "#components/use-api.ts";
import type { CodeDevices } from "#lib/queries/read-code-devices.ts";
import { ExplainCodeDialog } from "./explain-code-dialog.tsx";

/** What a code says, on how many of the team's devices it was seen, and where the team can say what it means. */
export function TeamCodePopover() {
  const { role } = useShell();
  const [explained, setExplained] = useState<string | null>(null);
  return (
    <>
      <CodePopover
        seenOn={(code) => <SeenOn code={code} />}
        onExplain={setExplained}
        cannotExplain={role === "viewer" ? "Viewers cannot explain codes. Ask an operator." : null}
      />
      <ExplainCodeDialog code={explained} onClose={() => setExplained(null)} />
    </>
  );
}

/** Nothing until it is known, when it can't be had, and when it is none. */
function SeenOn({ code }: { code: string }) {
  const api = useApi();
  const { organizationId } = useShell();
  const { data } = useQuery({
    queryKey: ["code-devices", organizationId, code],
    queryFn: ({ signal }) =>
      api<{ devices: CodeDevices }>(`/api/v1/codes?code=${encodeURIComponent(code)}`, { signal }),
    staleTime: 10_000,
  });
  const latest = data?.devices.latest;
  if (!latest) return null;
  return (
    <p>
      <Link
        href={`/deployments/${latest.deploymentId}?device=${latest.subjectId}`}
        title={`The last one was in ${latest.deployment}`}
        className="font-medium text-accent hover:underline"
      >
        Seen on {formatPlural(data.devices.count, "device")}
      </Link>
    </p>
  );
}
