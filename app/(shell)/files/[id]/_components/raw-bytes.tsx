"use client";

import { useState } from "react";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { hexOf, hexRowCount, hexRows } from "./hex-rows.ts";

const FIRST_ROWS = 10;
const MORE_ROWS = 512;

/** A record's bytes as they stand in the file: offset, hex, what of them is text. */
export function RawBytes({ bytes, byteOffset }: { bytes: Uint8Array; byteOffset: number }) {
  const [shown, setShown] = useState(FIRST_ROWS);
  const more = hexRowCount(bytes) - shown;
  return (
    <div className="px-4 pt-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard. */}
      <section aria-label="Bytes in hexadecimal" tabIndex={0} className="max-h-80 overflow-auto">
        <pre className="w-max font-mono text-11 leading-[18px] text-text-2">
          {hexRows(bytes, { byteOffset, count: shown }).map((row) => (
            <span key={row.offset} className="block">
              <span className="text-text-3">{row.offset}</span>
              {"  "}
              <span className="font-medium text-text-1">{row.hex.padEnd(48)}</span>
              {"  "}
              {row.ascii}
            </span>
          ))}
        </pre>
      </section>
      {more > 0 ? (
        <button
          type="button"
          className={`${buttonClass({ variant: "quiet", size: "small" })} -ml-2`}
          onClick={() => setShown(shown + MORE_ROWS)}
        >
          {formatPlural(more, "more row")}, end <code>{hexOf(bytes.subarray(-4))}</code>
        </button>
      ) : null}
    </div>
  );
}
