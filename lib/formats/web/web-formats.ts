import type { LogFormat } from "#lib/formats/format.ts";

/** Web servers, proxies and load balancers. */
export const WEB_FORMATS: readonly LogFormat[] = [];
