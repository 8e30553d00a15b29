import type { LogFormat } from "#lib/formats/format.ts";
import { eventXml } from "./event-xml.ts";
import { evtx } from "./evtx.ts";

/** Windows event logs. */
export const EVENT_FORMATS: readonly LogFormat[] = [evtx, eventXml];
