import { laneRuleProblem } from "#lib/lanes/lane-rule-problem.ts";
import { type LaneRule, laneRuleSchema, type ScanSeverity } from "#lib/model/lane-rule.ts";
import type { FileSource, Lane } from "#lib/model/log-file.ts";

/** A rule as it is typed: lists one a line. */
export interface RuleForm {
  name: string;
  because: string;
  lane: Lane;
  isOn: boolean;
  formats: string[];
  sources: FileSource[];
  names: string;
  deployments: string;
  devices: string;
  severity: ScanSeverity | "";
  eventIds: string;
  texts: string;
  patterns: string;
  except: string;
  isEndOnly: boolean;
  minKib: string;
  maxKib: string;
}

export function formOf({ name, because, lane, isOn, condition }: LaneRule): RuleForm {
  const { content } = condition;
  return {
    name,
    because,
    lane,
    isOn,
    formats: condition.formats ?? [],
    sources: condition.sources ?? [],
    names: lines(condition.names),
    deployments: lines(condition.deployments),
    devices: lines(condition.devices),
    severity: condition.severity ?? "",
    eventIds: (condition.eventIds ?? []).join(", "),
    texts: lines(content?.texts),
    patterns: lines(content?.patterns),
    except: (content?.except ?? []).join(", "),
    isEndOnly: content?.where === "end",
    minKib: kib(condition.minBytes),
    maxKib: kib(condition.maxBytes),
  };
}

/** The rule that was typed, or what is wrong with it. */
export function ruleOf(form: RuleForm, id: string): { rule: LaneRule } | { problem: string } {
  const texts = list(form.texts);
  const patterns = list(form.patterns);
  const content =
    texts || patterns
      ? { texts, patterns, except: values(form.except), where: form.isEndOnly ? "end" : undefined }
      : undefined;
  const condition = {
    formats: form.formats.length ? form.formats : undefined,
    sources: form.sources.length ? form.sources : undefined,
    names: list(form.names),
    deployments: list(form.deployments),
    devices: list(form.devices),
    severity: form.severity || undefined,
    eventIds: values(form.eventIds)?.map(Number),
    content: content && withoutUndefined(content),
    minBytes: bytes(form.minKib),
    maxBytes: bytes(form.maxKib),
  };
  const { name, because, lane, isOn } = form;
  const parsed = laneRuleSchema.safeParse({ id, name, because, lane, isOn, condition: withoutUndefined(condition) });
  if (!parsed.success) return { problem: inWords(parsed.error.issues[0]) };
  const refused = laneRuleProblem({ rules: [parsed.data], otherwise: { lane, because } });
  return refused ? { problem: refused.problem.replace(/^Rule 1, .*?: (?=")/, "") } : { rule: parsed.data };
}

const FIELDS: Record<string, string> = {
  eventIds: "Event ids",
  minBytes: "Size",
  maxBytes: "Size",
  patterns: "Patterns",
};

function inWords(issue: { path: PropertyKey[]; message: string } | undefined): string {
  const field = FIELDS[String(issue?.path[1] ?? "")];
  const message = issue?.message ?? "This rule can't be saved.";
  return `${field ? `${field}: ` : ""}${field ? message : message.charAt(0).toUpperCase() + message.slice(1)}.`;
}

function lines(values: readonly string[] | undefined): string {
  return (values ?? []).join("\n");
}

function list(text: string): string[] | undefined {
  const found = text.split("\n").flatMap((line) => line.trim() || []);
  return found.length > 0 ? found : undefined;
}

function values(text: string): string[] | undefined {
  const found = text.split(/[\s,;]+/).filter((value) => value !== "");
  return found.length > 0 ? found : undefined;
}

function kib(size: number | undefined): string {
  return size === undefined ? "" : String(size / 1024);
}

function bytes(text: string): number | undefined {
  return text.trim() === "" ? undefined : Math.round(Number(text.replaceAll(",", "")) * 1024);
}

/** Absent parts are left out: that is how they are compared. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
