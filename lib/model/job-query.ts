import { z } from "zod";
import { type JobFilter, jobFilterSchema, jobSortSchema } from "./job.ts";

/** Names of the query string that may come several times or hold several values, separated by commas. */
export const JOB_QUERY_LISTS = ["lane", "state", "format", "source"] as const;

const listSchema = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .default([]);
const nameSchema = z
  .string()
  .max(200)
  .transform((text) => text.trim() || null)
  .default(null);
const { lanes, states, formats, sources, tab } = jobFilterSchema.shape;

/** The filter as a query string has it: of the queue's page as of the API. */
export const jobFilterQuerySchema = z.object({
  tab: tab.default("in-progress"),
  lane: listSchema.pipe(lanes.unwrap()),
  state: listSchema.pipe(states.unwrap()),
  format: listSchema.pipe(formats.unwrap()),
  source: listSchema.pipe(sources.unwrap()),
  /** Name of a deployment, whole. */
  deployment: nameSchema,
  device: nameSchema,
  text: nameSchema,
});

/** The same with order and page. */
export const jobListQuerySchema = jobFilterQuerySchema.extend({
  sort: jobSortSchema.default("start-order"),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(8000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What a query string asks for. */
export function jobFilterOf(query: z.output<typeof jobFilterQuerySchema>): JobFilter {
  const { tab, lane, state, format, source, deployment, device, text } = query;
  return { tab, lanes: lane, states: state, formats: format, sources: source, deployment, device, text };
}

/** The values of a query string as the schemas above take them: those of a list joined by commas, of others the last. */
export function jobQueryValues(params: URLSearchParams): Record<string, string> {
  const lists = JOB_QUERY_LISTS.filter((name) => params.has(name)).map((name) => [name, params.getAll(name).join(",")]);
  return { ...Object.fromEntries(params), ...Object.fromEntries(lists) };
}
