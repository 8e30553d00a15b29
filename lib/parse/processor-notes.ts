import type { ProcessorTally } from "#lib/model/record-processor.ts";

/** One sentence for each processor that was at work on a file. */
export function processorNotes(tallies: readonly ProcessorTally[]): string[] {
  return tallies.map((tally) => {
    const { name, version, dropped, split, made, changed, failed } = tally;
    const done = [
      ...(dropped > 0 ? [`${dropped} dropped`] : []),
      ...(split > 0 ? [`${split} split into ${made}`] : []),
      ...(changed > 0 ? [`${changed} changed`] : []),
      ...(failed > 0 ? [`${failed} kept as text because it failed on them`] : []),
    ];
    const what = done.length === 0 ? "none changed" : done.join(", ");
    return `The processor ${name} (version ${version}) went over the records${range(tally)}: ${what}.`;
  });
}

function range({ fromRecord, toRecord }: ProcessorTally): string {
  const from = fromRecord === 1 ? "" : ` from record ${fromRecord} on`;
  return toRecord === null ? from : `${from} up to record ${toRecord}`;
}
