import type { LogFormat } from "#lib/formats/format.ts";
import { accessLog } from "./access-log.ts";
import { alb } from "./alb.ts";
import { apacheError } from "./apache-error.ts";
import { cloudfront } from "./cloudfront.ts";
import { haproxy } from "./haproxy.ts";
import { nginxError } from "./nginx-error.ts";
import { s3Access } from "./s3-access.ts";
import { w3c } from "./w3c.ts";

/** Web servers, proxies and load balancers. */
export const WEB_FORMATS: readonly LogFormat[] = [
  cloudfront,
  w3c,
  alb,
  s3Access,
  accessLog,
  nginxError,
  apacheError,
  haproxy,
];
