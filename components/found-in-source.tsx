import Link from "next/link";
import type { FoundIn } from "#lib/model/source.ts";
import { LogText } from "./log-text.tsx";

/** "Found in App logs as eu/app.log, version 2", with the way to the source. */
export function FoundInSource({ found: { sourceId, name, key, version } }: { found: FoundIn }) {
  return (
    <>
      Found in{" "}
      <Link href={`/settings/sources/${sourceId}`} className="font-medium text-accent">
        {name}
      </Link>{" "}
      as{" "}
      <span className="font-mono text-12">
        <LogText text={key} isOneLine />
      </span>
      {version > 1 ? `, version ${version}` : ""}
    </>
  );
}
