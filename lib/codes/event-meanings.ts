import type { SeverityNumber } from "#lib/model/severity.ts";
export interface EventMeaning { title: string; severityNumber?: SeverityNumber; say?: string; }
export function eventMeaning(_p: string, _id: number): EventMeaning | null { return null; }
