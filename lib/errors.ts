/** Codes a caller can act on; each transport maps them to its own status in one place. */
export type ErrorCode =
  | "bad_request"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "unsupported"
  | "unprocessable"
  | "rate_limited"
  | "unavailable"
  | "internal";

export interface AppErrorOptions {
  /** Facts for the person or program that has to act; never secrets. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The one error family: `message` says what was wrong and what to do, in words a user may read. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly isRetryable: boolean;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions & { isRetryable?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
    this.details = options.details ?? {};
  }
}

/** The request or the file can't be used as it is; trying again changes nothing. */
export class InvalidInputError extends AppError {
  constructor(message: string, options: AppErrorOptions & { code?: ErrorCode } = {}) {
    super(options.code ?? "bad_request", message, options);
  }
}

export class NotFoundError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("not_found", message, options);
  }
}

/** Nobody is signed in, or the token is no longer good. */
export class UnauthenticatedError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("unauthenticated", message, options);
  }
}

/** Signed in, but without the right. */
export class ForbiddenError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("forbidden", message, options);
  }
}

/** Somebody else was faster or the state does not allow it. */
export class ConflictError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("conflict", message, options);
  }
}

/** A part we depend on did not answer; the same call may succeed later. */
export class UnavailableError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("unavailable", message, { ...options, isRetryable: true });
  }
}

/** The content of a file can't be read further; what was readable is kept. `byteOffset` counts source bytes. */
export class UnreadableContentError extends AppError {
  constructor(message: string, options: AppErrorOptions & { byteOffset?: number } = {}) {
    super("unprocessable", message, { ...options, details: { ...options.details, byteOffset: options.byteOffset } });
  }
}
