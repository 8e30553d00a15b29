import { z } from "zod";

/** What the numbers of a lane may be; the database checks the same. */
export const LANE_RANGES = {
  slots: { least: 1, most: 100 },
  reservedSlots: { least: 0, most: 100 },
  startDelayMs: { least: 0, most: 600_000 },
  quietMs: { least: 0, most: 60_000 },
  longestWaitMs: { least: 1000, most: 86_400_000 },
  archiveAfterMs: { least: 3_600_000, most: 315_360_000_000 },
} as const;

/** Body of PATCH /api/v1/lanes/{lane}: what is absent stays. `longestWaitMs` null = no limit, `archiveAfterMs` null = never. */
export const laneChangeSchema = z
  .strictObject({
    slots: numberIn("slots", "pause the lane to stop it").optional(),
    reservedSlots: numberIn("reservedSlots").optional(),
    startDelayMs: numberIn("startDelayMs").optional(),
    quietMs: numberIn("quietMs").optional(),
    longestWaitMs: numberIn("longestWaitMs", "null for none").nullable().optional(),
    archiveAfterMs: numberIn("archiveAfterMs", "null for never; of the Low lane only").nullable().optional(),
    note: noteSchema().optional(),
  })
  .refine(({ note: _note, ...changes }) => Object.keys(changes).length > 0, {
    message: "name what to change: slots, reservedSlots, startDelayMs, quietMs, longestWaitMs or archiveAfterMs",
  });
export type LaneChange = z.output<typeof laneChangeSchema>;

/** Body of POST /api/v1/lanes/{lane}/pause and /resume; none at all is fine too. */
export const laneNoteSchema = z.strictObject({ note: noteSchema().optional() });

function numberIn(field: keyof typeof LANE_RANGES, hint?: string) {
  const { least, most } = LANE_RANGES[field];
  const message = `must be a whole number from ${least} to ${most}${hint ? ` (${hint})` : ""}`;
  return z.number(message).int(message).min(least, message).max(most, message);
}

function noteSchema() {
  return z.string().trim().max(500, "must have at most 500 characters");
}
