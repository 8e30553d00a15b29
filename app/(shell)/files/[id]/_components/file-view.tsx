"use client";

import { useKeys } from "#components/keys/keys-provider.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { useUrlState } from "#components/use-url-state.ts";
import type { ErrorPosition } from "#lib/queries/find-error.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { copyRecordLink } from "./copy-record-link.ts";
import { FileHeader } from "./file-header.tsx";
import { FileHistory } from "./file-history.tsx";
import { KeptAsText } from "./kept-as-text.tsx";
import { LogTab } from "./log-tab.tsx";
import { LogToolbar } from "./log-toolbar.tsx";
import { PatternsTab } from "./patterns-tab.tsx";
import { requestRaw } from "./raw-request.ts";
import { RecordSheet } from "./record-sheet.tsx";
import { ReparseTab } from "./reparse-tab.tsx";
import { useAnchoredList } from "./use-anchored-list.ts";
import { type ErrorNavigation, useErrorNavigation } from "./use-error-navigation.ts";
import { isMoving, useFile } from "./use-file.ts";
import { useIsPhone } from "./use-is-phone.ts";
import { type LogLook, useLogLook } from "./use-log-look.ts";
import { type RecordCursor, useRecordCursor, useStart } from "./use-record-cursor.ts";
import { useRecords } from "./use-records.ts";

interface FileViewProps {
  initialFile: FileDetail;
  /** Where the log opens: the record of the address, else the first failing line, else the first error, else the top. */
  openAt: number;
  /** The first error as far as it was known; null when nothing is stored yet. */
  initialError: ErrorPosition | null;
}

/** One file: what it is, what became of it, and its records from the line that explains the failure. */
export function FileView({ initialFile, openAt, initialError }: FileViewProps) {
  const { file } = useFile(initialFile);
  const isPhone = useIsPhone();
  const [tab, openTab] = useTab();
  const total = file.records + file.rejects;
  const failing = file.firstFailingLine?.recordNumber ?? null;
  const start = useStart({ total, failing, openAt });
  const anchored = useAnchoredList({ count: total, initialIndex: (start ?? openAt) - 1 });
  const records = useRecords({ fileId: file.id, total, range: anchored.range });
  const cursor = useRecordCursor({ list: anchored.list, total, start, failing, isPhone });
  const { active, open } = cursor;
  const goTo = (recordNumber: number) => {
    if (tab !== "log") openTab("log");
    cursor.goTo(recordNumber);
  };
  const errorCount = (file.severities.error ?? 0) + (file.severities.fatal ?? 0);
  const errors = useErrorNavigation({ fileId: file.id, knownTotal: errorCount, active, initial: initialError, goTo });
  const logLook = useLogLook(file);
  const { look } = logLook;
  useLogKeys({ isLog: tab === "log", cursor, errors, logLook, failing, goTo });
  const toolbar = <LogToolbar severities={file.severities} {...{ logLook, errors, total, goTo }} />;
  const log = <LogTab {...{ file, total, anchored, records, look, cursor, errors, isPhone }} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto max-desk:h-[calc(100dvh-112px)] max-desk:flex-none">
      <FileHeader file={file} zone={look.zone} goTo={goTo} />
      <Tabs
        value={tab}
        onChange={openTab}
        aside={tab === "log" ? toolbar : null}
        tabs={[
          { value: "log", label: "Log", content: log },
          { value: "patterns", label: "Patterns", content: <PatternsTab file={file} goTo={goTo} /> },
          {
            value: "text",
            label: "Kept as text",
            count: file.rejects.toLocaleString("en-GB"),
            content: <KeptAsText file={file} goTo={goTo} />,
          },
          { value: "history", label: "History", count: file.eventCount, content: <FileHistory fileId={file.id} /> },
          { value: "reparse", label: "Re-parse", content: <ReparseTab file={file} zone={look.zone} goTo={goTo} /> },
        ]}
      />
      <RecordSheet
        fileId={file.id}
        recordNumber={isPhone ? open : null}
        record={open === null ? undefined : records.recordAt(open - 1)}
        look={look}
        onClose={cursor.close}
      />
      <output aria-live="polite" className="sr-only">
        {errors.message || (isMoving(file) ? "" : formatPlural(total, "record"))}
      </output>
    </div>
  );
}

const TABS = ["log", "patterns", "text", "history", "reparse"];

/** The open tab; lives in the address, where the log is nothing. */
function useTab(): [string, (tab: string) => void] {
  const [params, setParams] = useUrlState();
  const asked = params.get("tab") ?? "log";
  return [TABS.includes(asked) ? asked : "log", (tab) => setParams({ tab: tab === "log" ? null : tab })];
}

interface LogKeys {
  isLog: boolean;
  cursor: RecordCursor;
  errors: ErrorNavigation;
  logLook: LogLook;
  failing: number | null;
  goTo: (recordNumber: number) => void;
}

/** The keys of the log; those that lead into it work from the other tabs too. */
function useLogKeys({ isLog, cursor, errors, logLook, failing, goTo }: LogKeys): void {
  const { active } = cursor;
  useKeys("File", [
    { keys: "f", label: "First failing line", run: () => failing !== null && goTo(failing) },
    { keys: "n", label: "Next error", run: () => errors.go("next") },
    { keys: "p", label: "Previous error", run: () => errors.go("previous") },
    { keys: "c", label: "Copy link to the line", run: () => active !== null && void copyRecordLink(active) },
  ]);
  const inLog = [
    { keys: "j", label: "Next line", run: () => cursor.step(1) },
    { keys: "k", label: "Previous line", run: () => cursor.step(-1) },
    { keys: "enter", label: "Open or close the line", run: () => active !== null && cursor.toggle(active) },
    { keys: "escape", label: "Close the line", run: cursor.close },
    { keys: "w", label: "Wrap", run: logLook.toggleWrap },
    { keys: "r", label: "Raw bytes", run: requestRaw },
  ];
  useKeys("Log", isLog ? inLog : []);
}
