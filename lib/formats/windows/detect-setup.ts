import type { TextSample } from "#lib/formats/format.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { levelSeverity } from "./level-severity.ts";
import { isSetupStart, readSetupLine, type SetupLine } from "./setup-line.ts";

export type SetupProducer = "panther" | "cbs" | "dism";

interface Share {
  /** 0 to 1: how sure that the sample has this line grammar at all. */
  confidence: number;
  producer: SetupProducer;
}

const known = new WeakMap<TextSample, Share>();
const NAMES: readonly [SetupProducer, RegExp][] = [
  ["cbs", /cbs/i],
  ["dism", /dism/i],
  ["panther", /setup(?:act|err)|panther|miglog|diag/i],
];
const SERVICING = new Set(["CBS", "CSI", "DPX", "SQM", "CBSINT", "TI", "DEPLOY"]);
const SETUP = new Set(
  "MIG SP IBS IBSLIB MOUPG CONX DIAGER PANTHR SETUPPLATFORM SYSPRP AUDIT OOBE UI WDS WINRE DU PKG UNATTEND MTK".split(
    " ",
  ),
);

/** How sure that a sample is the log of this producer: one grammar, told apart by the components that write. */
export function detectSetup(sample: TextSample, producer: SetupProducer): number {
  let share = known.get(sample);
  if (share === undefined) {
    share = weigh(sample);
    known.set(sample, share);
  }
  if (share.confidence === 0) return 0;
  // The others read the same lines; the runner-up says so.
  return share.producer === producer ? share.confidence : share.confidence * 0.8;
}

function weigh(sample: TextSample): Share {
  const lines = sampleLines(sample);
  const read = lines.map((line) => (isSetupStart(line) ? readSetupLine(line) : null)).filter((line) => line !== null);
  if (read.length === 0) return { confidence: 0, producer: "panther" };
  const isTypical = read.filter(hasTypicalColumns).length * 2 > read.length;
  const share = read.length / lines.length;
  const confidence = isTypical ? (share > 0.1 ? 0.97 : 0.8) : 0.15;
  return { confidence, producer: producerOf(read, sample.fileName) };
}

/** A known level in padded columns, or a component known of Windows: others write a comma behind the time too. */
function hasTypicalColumns({ level, component, messageAt }: SetupLine): boolean {
  if (SETUP.has(component) || SERVICING.has(component) || component === "DISM") return true;
  return messageAt >= 43 && levelSeverity(level) !== SEVERITY.unspecified;
}

function producerOf(lines: readonly SetupLine[], fileName: string): SetupProducer {
  let [dism, servicing, setup] = [0, 0, 0];
  for (const { component } of lines) {
    if (component === "DISM") dism++;
    else if (SERVICING.has(component)) servicing++;
    else if (component !== "") setup++;
  }
  const named = NAMES.find(([, name]) => name.test(fileName))?.[0];
  const total = dism + servicing + setup;
  if (total === 0) return named ?? "panther";
  const shares = { panther: setup / total, cbs: servicing / total, dism: dism / total };
  // The name decides what the content leaves open: Setup and DISM may log mostly what servicing writes.
  if (named !== undefined && shares[named] >= (named === "cbs" ? 0.5 : 0.1)) return named;
  if (setup * 2 > total) return "panther";
  return dism >= servicing / 10 ? "dism" : "cbs";
}
