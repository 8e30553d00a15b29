import type { LogFormat } from "#lib/formats/format.ts";
import { withCrashes } from "#lib/formats/with-crashes.ts";
import { bunyan } from "./bunyan.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { dockerJson } from "./docker-json.ts";
import { ecs } from "./ecs.ts";
import { gelf } from "./gelf.ts";
import { journaldJson } from "./journald-json.ts";
import { json } from "./json.ts";
import { otlpJson } from "./otlp-json.ts";
import { pino } from "./pino.ts";
import { winston } from "./winston.ts";

/** Records of JSON; the special before the general. What a program that logs so prints when it dies is read too. */
export const JSON_FORMATS: readonly LogFormat[] = [
  otlpJson,
  cloudtrail,
  dockerJson,
  journaldJson,
  gelf,
  ecs,
  pino,
  bunyan,
  winston,
  json,
].map(withCrashes);
