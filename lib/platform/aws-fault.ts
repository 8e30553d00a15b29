import {
  AppError,
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
  UnreadableContentError,
} from "#lib/errors.ts";
import { networkFault } from "./network-fault.ts";

/** What was being done, and where: what a message about it names. */
export interface AwsCall {
  /** "read the object", "list the bucket": follows "may not". */
  action: string;
  /** What the key needs for it: "s3:GetObject". */
  permission: string;
  /** "bucket "logs"". */
  target: string;
  /** What in it the call is about, or the target itself. */
  item: string;
  /** Host, and port when it is not the usual one. */
  host: string;
  region: string;
}

interface AwsAnswer extends AwsCall {
  /** The region that the server says is the right one. */
  rightRegion: string | null;
}

/** Why a call failed, for programs; `details.reason` of the error. */
export type AwsFaultReason =
  | ("access_key" | "secret_key" | "session_token" | "access_denied" | "no_target" | "gone" | "changed")
  | ("wrong_region" | "clock" | "throttled" | "server" | "archived" | "damaged" | "refused" | "not_aws");

type Fault = (answer: AwsAnswer) => AppError;
type FaultClass = new (message: string, options: { details: Record<string, unknown> }) => AppError;

const faultOf =
  (Class: FaultClass, reason: AwsFaultReason, words: (answer: AwsAnswer) => string): Fault =>
  (answer) =>
    new Class(words(answer), { details: { reason, host: answer.host } });

const WRONG_KEY = faultOf(
  InvalidInputError,
  "access_key",
  ({ host }) => `${host} does not know this access key id. Check it, or make a new key and enter both its parts.`,
);
const WRONG_SECRET = faultOf(
  InvalidInputError,
  "secret_key",
  ({ host }) => `The secret access key is not the one that ${host} has for this access key id. Enter both parts again.`,
);
const WRONG_TOKEN = faultOf(
  InvalidInputError,
  "session_token",
  ({ host }) => `${host} no longer takes this session token. Enter a fresh one, or use a key that does not expire.`,
);
const DENIED = faultOf(
  ForbiddenError,
  "access_denied",
  ({ host, action, permission }) =>
    `The key may not ${action} at ${host}. Give it the permission ${permission} there, then try again.`,
);
const NO_TARGET = faultOf(
  NotFoundError,
  "no_target",
  ({ host, target }) => `There is no ${target} at ${host}. Check its name and region, or create it.`,
);
const GONE = faultOf(NotFoundError, "gone", ({ item }) => `There is no ${item.replace(/^the /, "")} any more.`);
const CHANGED = faultOf(ConflictError, "changed", ({ item }) => `A new version has replaced ${item}.`);
const WRONG_REGION = faultOf(InvalidInputError, "wrong_region", ({ target, region, rightRegion }) => {
  const right = rightRegion === null ? "" : ` It is in ${rightRegion}.`;
  return `The ${target} is not in the region ${region}.${right} Change the region of this connection.`;
});
const WRONG_CLOCK = faultOf(
  UnavailableError,
  "clock",
  ({ host }) =>
    `The clocks of this machine and of ${host} are too far apart. Set this machine's clock (NTP), and it goes on by itself.`,
);
const SERVER = faultOf(
  UnavailableError,
  "server",
  ({ host }) => `${host} has a problem of its own right now. Nothing was lost; it is tried again.`,
);
const ARCHIVED = faultOf(
  InvalidInputError,
  "archived",
  ({ item }) => `The storage class of ${item} is an archive: restore it there, then try again.`,
);
const DAMAGED = faultOf(
  UnreadableContentError,
  "damaged",
  ({ item, host }) => `What ${host} sent of ${item} does not have the checksum that it keeps: it is damaged there.`,
);
const THROTTLED: Fault = ({ host }) =>
  new AppError("rate_limited", `${host} asks for fewer requests. Nothing was lost; it is tried again more slowly.`, {
    isRetryable: true,
    details: { reason: "throttled" satisfies AwsFaultReason, host },
  });

const BY_CODE: Readonly<Record<string, Fault>> = {
  InvalidAccessKeyId: WRONG_KEY,
  InvalidClientTokenId: WRONG_KEY,
  UnrecognizedClientException: WRONG_KEY,
  SignatureDoesNotMatch: WRONG_SECRET,
  InvalidSignatureException: WRONG_SECRET,
  ExpiredToken: WRONG_TOKEN,
  ExpiredTokenException: WRONG_TOKEN,
  InvalidToken: WRONG_TOKEN,
  TokenRefreshRequired: WRONG_TOKEN,
  AccessDenied: DENIED,
  AccessDeniedException: DENIED,
  AllAccessDisabled: DENIED,
  AccountProblem: DENIED,
  NoSuchBucket: NO_TARGET,
  QueueDoesNotExist: NO_TARGET,
  "AWS.SimpleQueueService.NonExistentQueue": NO_TARGET,
  NoSuchKey: GONE,
  NoSuchVersion: GONE,
  NotFound: GONE,
  PreconditionFailed: CHANGED,
  ConditionalRequestConflict: CHANGED,
  PermanentRedirect: WRONG_REGION,
  AuthorizationHeaderMalformed: WRONG_REGION,
  IllegalLocationConstraintException: WRONG_REGION,
  RequestTimeTooSkewed: WRONG_CLOCK,
  RequestExpired: WRONG_CLOCK,
  SlowDown: THROTTLED,
  Throttling: THROTTLED,
  ThrottlingException: THROTTLED,
  RequestThrottled: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  TooManyRequests: THROTTLED,
  InvalidObjectState: ARCHIVED,
};
/** For answers without a body (HEAD) and codes unknown to us. */
const BY_STATUS: Readonly<Record<number, Fault>> = {
  301: WRONG_REGION,
  401: DENIED,
  403: DENIED,
  404: GONE,
  412: CHANGED,
  429: THROTTLED,
};

/**
 * What a failed call means, in words for the person whose connection it is. Retryable ones are UnavailableError or
 * `rate_limited`. The SDK's error is not kept as the cause: it carries the signed request, tokens included.
 */
export function awsFault(error: unknown, call: AwsCall): AppError {
  const own = appErrorIn(error);
  if (own !== null) return own;
  const { code, status, rightRegion } = readAnswer(error);
  const answer = { ...call, rightRegion };
  // What stands before a server answers for it with a page while it is away.
  if (isForeign(error)) return status !== null && status >= 500 ? SERVER(answer) : notAws(answer);
  if (isDamaged(error)) return DAMAGED(answer);
  const fault = BY_CODE[code] ?? BY_STATUS[status ?? 0];
  if (fault !== undefined) return fault(answer);
  if (status === null) return networkFault(error, call.host);
  if (status >= 500) return SERVER(answer);
  return new InvalidInputError(
    `${call.host} refused to ${call.action} (${code} ${status}). Check the connection's settings.`,
    { details: { reason: "refused" satisfies AwsFaultReason, host: call.host, code, status } },
  );
}

/** Ours may come back wrapped, from a connection that was not allowed or a body that broke off on its way in. */
function appErrorIn(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return error instanceof Error && error.cause instanceof AppError ? error.cause : null;
}

interface SdkError extends Error {
  $metadata?: { httpStatusCode?: number };
  $response?: { statusCode?: number; headers?: Record<string, string> };
  Region?: string;
}

function readAnswer(error: unknown) {
  if (!(error instanceof Error)) return { code: "unknown", status: null, rightRegion: null };
  const { name, $metadata, $response, Region }: SdkError = error;
  return {
    code: name,
    status: $metadata?.httpStatusCode ?? $response?.statusCode ?? null,
    rightRegion: Region ?? $response?.headers?.["x-amz-bucket-region"] ?? null,
  };
}

/** The SDK could not make sense of the answer: a web page, most likely. */
function isForeign(error: unknown): boolean {
  return error instanceof Error && error.message.includes("Deserialization error");
}

/** Comes at the end of a body, when all of its bytes have been given out. */
function isDamaged(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Checksum mismatch");
}

function notAws({ host }: AwsAnswer): AppError {
  return new InvalidInputError(
    `What answers at ${host} does not speak this protocol. Check that the endpoint is the server's API and not a web page.`,
    { details: { reason: "not_aws" satisfies AwsFaultReason, host } },
  );
}
