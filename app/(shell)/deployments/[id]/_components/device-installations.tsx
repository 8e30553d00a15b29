"use client";

import { useState } from "react";
import { CodeChip } from "#components/code-chip.tsx";
import { LogText } from "#components/log-text.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { DeviceDetail, DeviceInstallation } from "#lib/queries/read-deployment-device.ts";

const SHOWN = 3;

/** The last attempt of each product: outcome, exit code in words, whether the device must restart. */
export function DeviceInstallations({ device }: { device: DeviceDetail }) {
  const [isWhole, setIsWhole] = useState(false);
  const { installations, needsReboot, earlierAttempts } = device;
  if (installations.length === 0) return null;
  const hidden = installations.length - SHOWN;
  return (
    <section aria-label="Installations" className="min-w-0 overflow-hidden rounded-panel border border-border">
      <header className="flex h-9 items-center gap-2 border-b border-border px-3.5">
        <h3 className="truncate text-13">Outcome</h3>
        <span className="ml-auto text-12 whitespace-nowrap text-text-3">
          {needsReboot ? <Chip tone="warning">Reboot needed</Chip> : "No reboot needed"}
        </span>
      </header>
      <ul className="max-h-72 overflow-y-auto">
        {installations.slice(0, isWhole ? undefined : SHOWN).map((item) => (
          <Installation key={`${item.product} ${item.attempt} ${item.file.id}`} item={item} />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button
          size="small"
          variant="quiet"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
          className="m-1"
        >
          {isWhole ? "Show fewer" : `Show ${formatPlural(hidden, "more product")}`}
        </Button>
      ) : null}
      {earlierAttempts > 0 ? (
        <p className="border-t border-border px-3.5 py-2 text-12 text-text-3">
          {formatPlural(earlierAttempts, "earlier attempt")} in its files.
        </p>
      ) : null}
    </section>
  );
}

function Installation({ item }: { item: DeviceInstallation }) {
  const { product, attempt, outcome, exitCode, startedAtUs, finishedAtUs, file } = item;
  const tookMs = startedAtUs !== null && finishedAtUs !== null ? (finishedAtUs - startedAtUs) / 1000 : null;
  const explain = useExplainCode();
  const meaning = exitCode === null ? null : explain(exitCode, { format: file.format, kind: "exit" });
  return (
    <li className="grid gap-1 border-border px-3.5 py-2.5 not-first:border-t">
      <div className="flex min-w-0 items-center gap-3">
        <span className="min-w-0 truncate font-medium" title={product}>
          <LogText text={product} isOneLine />
        </span>
        <span className="ml-auto flex-none">
          <OutcomeGlyph outcome={outcome} />
        </span>
      </div>
      <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 text-text-2">
        {exitCode === null ? "No exit code" : "Exit code"}
        {exitCode === null ? null : <CodeChip code={exitCode} context={{ format: file.format }} />}
        {exitWords(exitCode, meaning?.title ?? null)}
        <span className="text-text-3">
          {attempt > 1 ? ` attempt ${attempt}` : ""}
          {tookMs !== null && tookMs >= 0 ? ` took ${formatDuration(tookMs)}` : ""}
        </span>
      </p>
    </li>
  );
}

function exitWords(exitCode: string | null, title: string | null): string {
  if (exitCode === null) return "";
  return title ?? (Number(exitCode) === 0 ? "Success" : "");
}
