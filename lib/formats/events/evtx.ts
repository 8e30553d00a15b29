import type { LogFormat, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isEvtx } from "#lib/streams/evtx-signature.ts";
import { EventRecords } from "./event-record.ts";
import type { EvtxRecord } from "./evtx-record.ts";
import { EVTX_LEAST_BYTES, frameEvtx } from "./frame-evtx.ts";
import { elementXml } from "./xml-element.ts";

/**
 * Windows event logs since Vista. Facts: [MS-EVEN6] for binary XML, Joachim Metz, "Windows XML Event Log (EVTX) format"
 * for the file; measured on real logs, also damaged ones.
 */
export const evtx: LogFormat = {
  id: "evtx",
  title: FORMAT_TITLES.evtx,
  version: 1,
  framing: {
    kind: "binary",
    frame: frameEvtx,
    leastBytes: EVTX_LEAST_BYTES,
    textOf(content) {
      const event = asRecord(content).decode();
      return "reason" in event ? event.text : elementXml(event);
    },
  },
  detect: ({ binaryHead }: TextSample) => (binaryHead !== undefined && isEvtx(binaryHead) ? 1 : 0),
  survey: () => ({ hasRecordZone: true }),
  createParser() {
    const records = new EventRecords();
    return {
      parse({ content }) {
        const event = asRecord(content).decode();
        return "reason" in event ? { kind: "reject", ...event } : records.record(event);
      },
      state: () => null,
    };
  },
  // A binary format: its samples are made in its test.
  samples: [],
};

/** Safe because pieces of this format come from `frameEvtx` alone. */
function asRecord(content: unknown): EvtxRecord {
  return content as EvtxRecord;
}
