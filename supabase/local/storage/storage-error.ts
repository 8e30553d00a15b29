import { isDatabaseAway } from "../database-away.ts";

/** An error in the shape that Supabase Storage answers: {statusCode, error, message}. */
export class StorageError extends Error {
  readonly statusCode: number;
  readonly error: string;

  constructor(statusCode: number, error: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "StorageError";
    this.statusCode = statusCode;
    this.error = error;
  }

  toJSON(): { statusCode: string; error: string; message: string } {
    return { statusCode: String(this.statusCode), error: this.error, message: this.message };
  }

  /** Hosted Storage answers most refusals with HTTP 400 and tells the true status in the body. */
  get httpStatus(): number {
    return this.statusCode < 413 ? 400 : this.statusCode;
  }
}

export const storageErrors = {
  invalidKey: (key: string) => new StorageError(400, "InvalidKey", `Invalid key: ${key}`),
  invalidRequest: (message: string) => new StorageError(400, "InvalidRequest", message),
  invalidSignature: () => new StorageError(400, "InvalidSignature", "Invalid signature"),
  invalidJwt: (message: string) => new StorageError(400, "InvalidJWT", message),
  unauthorized: (message: string) => new StorageError(403, "Unauthorized", message),
  bucketNotFound: () => new StorageError(404, "Bucket not found", "Bucket not found"),
  objectNotFound: () => new StorageError(404, "not_found", "Object not found"),
  duplicate: () => new StorageError(409, "Duplicate", "The resource already exists"),
  tooLarge: () => new StorageError(413, "Payload too large", "The object exceeded the maximum allowed size"),
  invalidMimeType: (type: string) => new StorageError(415, "invalid_mime_type", `mime type ${type} is not supported`),
};

/** Any failure as the error that the client gets; what is unexpected is named in the log only. */
export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (isDatabaseAway(error)) {
    return new StorageError(
      503,
      "DatabaseUnavailable",
      "The database can't be reached right now. What was uploaded is kept; try again in a few seconds.",
      { cause: error },
    );
  }
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new StorageError(
      507,
      "InsufficientStorage",
      "The disk of the file storage is full. Free some space and try again; nothing half-written was kept as a file.",
      { cause: error },
    );
  }
  if (code === "42501") return storageErrors.unauthorized("new row violates row-level security policy");
  if (code === "23505") return storageErrors.duplicate();
  if (code === "57014")
    return new StorageError(544, "DatabaseTimeout", "The database took too long.", { cause: error });
  return new StorageError(500, "Internal", "Internal Server Error", { cause: error });
}
