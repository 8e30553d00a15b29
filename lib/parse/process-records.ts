import type { FileReading } from "#lib/model/log-file.ts";
import type { FileRecord, LogRecord } from "#lib/model/log-record.ts";
import type { ProcessorTally, RecordContent, RecordProcessor } from "#lib/model/record-processor.ts";
import { acceptContents } from "./accept-content.ts";
import { OutputBudget } from "./output-budget.ts";
import { ProcessorFault } from "./processor-fault.ts";
import { rejectedRecord } from "./to-file-record.ts";

const MAX_REASON_CHARACTERS = 300;

interface Stage {
  processor: RecordProcessor;
  tally: ProcessorTally;
}

type RedactText = ((text: string) => string) | null;

/** The processors of one file at work, one after the other; their tallies are part of the file's reading. */
export class RecordProcessing {
  private readonly format: string;
  private readonly stages: readonly Stage[];
  private readonly redactText: RedactText;

  constructor({ format, stages, redactText }: { format: string; stages: readonly Stage[]; redactText: RedactText }) {
    this.format = format;
    this.stages = stages;
    this.redactText = redactText;
  }

  /** What becomes of a record, all in its place in the file; numbers go on from its own. */
  process(record: FileRecord, text: string): FileRecord[] {
    const budget = new OutputBudget(record.byteLength);
    let made = [record];
    for (const stage of this.stages) {
      made = made.flatMap((given) => (given.kind === "reject" ? [given] : this.run(stage, given, { text, budget })));
    }
    return made.map((one, index) => (index === 0 ? one : { ...one, recordNumber: record.recordNumber + index }));
  }

  private run(
    { processor, tally }: Stage,
    record: LogRecord,
    { text, budget }: { text: string; budget: OutputBudget },
  ): FileRecord[] {
    const { kind, recordNumber, byteOffset, byteLength, ...content } = record;
    const given: RecordContent = frozen(content);
    try {
      const returned: unknown = processor.process(given, { format: this.format });
      const contents = acceptContents(returned, { given, redactText: this.redactText, budget });
      count(contents, given, tally);
      return contents.map((made) =>
        made === given ? record : { ...made, kind, recordNumber, byteOffset, byteLength },
      );
    } catch (error) {
      tally.failed++;
      const reason = this.redactText?.(reasonOf(processor, error)) ?? reasonOf(processor, error);
      return [rejectedRecord(reason, text, { recordNumber, byteOffset, byteLength })];
    }
  }
}

/**
 * The processors for a file that is read on from `recordNumber`, those for its format alone; null = there are none.
 * Notes in the reading which ones are at work from here on.
 */
export function beginProcessing(
  processors: readonly RecordProcessor[],
  { reading, recordNumber, redactText }: { reading: FileReading; recordNumber: number; redactText: RedactText },
): RecordProcessing | null {
  const { format } = reading;
  const own = processors.filter(({ formats }) => formats.includes(format));
  const isSame = (tally: ProcessorTally, { name, version }: RecordProcessor) =>
    tally.toRecord === null && tally.name === name && tally.version === version;
  for (const tally of reading.processors ?? []) {
    if (!own.some((processor) => isSame(tally, processor))) tally.toRecord ??= recordNumber - 1;
  }
  if (own.length === 0) return null;
  const tallies = reading.processors ?? [];
  reading.processors = tallies;
  const stages = own.map((processor) => {
    const found = tallies.find((tally) => isSame(tally, processor));
    const tally = found ?? newTally(processor, recordNumber);
    if (found === undefined) tallies.push(tally);
    return { processor, tally };
  });
  return new RecordProcessing({ format, stages, redactText });
}

function newTally({ name, version }: RecordProcessor, fromRecord: number): ProcessorTally {
  return { name, version, fromRecord, toRecord: null, dropped: 0, split: 0, made: 0, changed: 0, failed: 0 };
}

function count(contents: readonly RecordContent[], given: RecordContent, tally: ProcessorTally): void {
  if (contents.length === 0) tally.dropped++;
  else if (contents.length === 1) tally.changed += contents[0] === given ? 0 : 1;
  else {
    tally.split++;
    tally.made += contents.length;
  }
}

function reasonOf({ name }: RecordProcessor, error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const what = error instanceof ProcessorFault ? message : `it failed: ${message}`;
  return `Kept as text by the processor ${name}: ${what}.`.slice(0, MAX_REASON_CHARACTERS);
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
