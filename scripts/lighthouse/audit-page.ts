import lighthouse, { desktopConfig } from "lighthouse";

/** Scores of 0 to 100 that a page must reach. */
export const MINIMUM = { performance: 90, accessibility: 100, bestPractices: 95 };
/** The middle of three: one run can meet a busy machine. */
const RUNS = 3;

export interface PageScores {
  performance: number;
  accessibility: number;
  bestPractices: number;
  largestContentfulPaintMs: number;
  totalBlockingTimeMs: number;
  layoutShift: number;
  /** What is below its minimum, and which audits cost it. */
  misses: string[];
}

type Categories = Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
type Audits = Record<string, { score: number | null; title: string; numericValue?: number }>;

/** Audits one address as a desktop would see it, signed in as the browser is. `port` is the browser's debugging port. */
export async function auditPage({ name, url, port }: { name: string; url: string; port: number }): Promise<PageScores> {
  const runs: PageScores[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await auditOnce(url, port));
  runs.sort((a, b) => a.performance - b.performance);
  const middle = runs[Math.floor(RUNS / 2)];
  if (!middle) throw new Error(`${name} was not audited.`);
  const { performance, accessibility, bestPractices, misses } = middle;
  process.stderr.write(
    `${name}: performance ${performance}, accessibility ${accessibility}, best practices ${bestPractices}${misses.map((miss) => `\n  ${miss}`).join("")}\n`,
  );
  return middle;
}

async function auditOnce(url: string, port: number): Promise<PageScores> {
  const flags = {
    port,
    logLevel: "error" as const,
    // The session is part of what is audited.
    disableStorageReset: true,
    onlyCategories: ["performance", "accessibility", "best-practices"],
  };
  const result = await lighthouse(url, flags, desktopConfig);
  const report = result?.lhr;
  if (!report || report.runtimeError) throw new Error(`${url}: ${report?.runtimeError?.message ?? "no report"}`);
  if (new URL(report.finalDisplayedUrl).pathname !== new URL(url).pathname) {
    throw new Error(`${url} led to ${report.finalDisplayedUrl}.`);
  }
  const scores = {
    performance: percent(report.categories, "performance"),
    accessibility: percent(report.categories, "accessibility"),
    bestPractices: percent(report.categories, "best-practices"),
  };
  return {
    ...scores,
    largestContentfulPaintMs: Math.round(numberOf(report.audits, "largest-contentful-paint")),
    totalBlockingTimeMs: Math.round(numberOf(report.audits, "total-blocking-time")),
    layoutShift: Math.round(numberOf(report.audits, "cumulative-layout-shift") * 1000) / 1000,
    misses: [
      ...(scores.performance < MINIMUM.performance ? costs(report.categories, report.audits, "performance") : []),
      ...(scores.accessibility < MINIMUM.accessibility ? costs(report.categories, report.audits, "accessibility") : []),
      ...(scores.bestPractices < MINIMUM.bestPractices
        ? costs(report.categories, report.audits, "best-practices")
        : []),
    ],
  };
}

function percent(categories: Categories, id: string): number {
  return Math.round((categories[id]?.score ?? 0) * 100);
}

function numberOf(audits: Audits, id: string): number {
  return audits[id]?.numericValue ?? 0;
}

function costs(categories: Categories, audits: Audits, id: string): string[] {
  const refs = categories[id]?.auditRefs ?? [];
  return refs
    .filter(({ id: audit, weight }) => weight > 0 && (audits[audit]?.score ?? 1) < 0.9)
    .map(({ id: audit }) => `${id}: ${audits[audit]?.title ?? audit} (${audit})`);
}
