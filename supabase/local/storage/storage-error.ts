import { isDatabaseAway } from "../database-away.ts";

export interface StorageErrorOptions {
  /** The HTTP status that the body tells. */
  statusCode: number;
  /** Short text as Supabase Storage has always had it. */
  error: string;
  /** Name of the case in newer versions; storage-js decides by it. */
  code: string;
  cause?: unknown;
}

/** An error in the shape that Supabase Storage answers: {statusCode, error, code, message}. */
export class StorageError extends Error {
  readonly statusCode: number;
  readonly error: string;
  readonly code: string;

  constructor(message: string, { statusCode, error, code, cause }: StorageErrorOptions) {
    super(message, { cause });
    this.name = "StorageError";
    this.statusCode = statusCode;
    this.error = error;
    this.code = code;
  }

  toJSON(): { statusCode: string; error: string; code: string; message: string } {
    return { statusCode: String(this.statusCode), error: this.error, code: this.code, message: this.message };
  }

  /** Hosted Storage answers most refusals with HTTP 400 and tells the true status in the body. */
  get httpStatus(): number {
    return this.statusCode < 413 ? 400 : this.statusCode;
  }
}

function of(statusCode: number, code: string, error: string, message: string): StorageError {
  return new StorageError(message, { statusCode, code, error });
}

export const storageErrors = {
  invalidKey: (key: string) => of(400, "InvalidKey", "InvalidKey", `Invalid key: ${key}`),
  invalidRequest: (message: string) => of(400, "InvalidRequest", "InvalidRequest", message),
  invalidSignature: () => of(400, "InvalidSignature", "InvalidSignature", "Invalid signature"),
  invalidJwt: (message: string) => of(400, "InvalidJWT", "InvalidJWT", message),
  /** Neither a key nor a token that holds. */
  unauthenticated: (message: string) => of(401, "InvalidJWT", "Unauthorized", message),
  unauthorized: (message: string) => of(403, "AccessDenied", "Unauthorized", message),
  noRoute: (route: string) => of(404, "InvalidRequest", "not_found", `Route ${route} not found`),
  bucketNotFound: () => of(404, "NoSuchBucket", "Bucket not found", "Bucket not found"),
  objectNotFound: () => of(404, "NoSuchKey", "not_found", "Object not found"),
  duplicate: () => of(409, "ResourceAlreadyExists", "Duplicate", "The resource already exists"),
  tooLarge: () => of(413, "EntityTooLarge", "Payload too large", "The object exceeded the maximum allowed size"),
  invalidMimeType: (type: string) =>
    of(415, "InvalidMimeType", "invalid_mime_type", `mime type ${type} is not supported`),
};

const DATABASE_AWAY = "The database can't be reached right now. What was uploaded is kept; try again in a few seconds.";
const DISK_FULL =
  "The disk of the file storage is full. Free some space and try again; nothing half-written was kept as a file.";

/** Any failure as the error that the client gets; what is unexpected is named in the log only. */
export function toStorageError(cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  if (isDatabaseAway(cause)) {
    return new StorageError(DATABASE_AWAY, { statusCode: 503, code: "SlowDown", error: "DatabaseUnavailable", cause });
  }
  switch ((cause as { code?: unknown } | null)?.code) {
    case "ENOSPC":
    case "EDQUOT":
    case "53100":
      return new StorageError(DISK_FULL, { statusCode: 507, code: "StorageFull", error: "InsufficientStorage", cause });
    case "42501":
      return storageErrors.unauthorized("new row violates row-level security policy");
    case "23505":
      return storageErrors.duplicate();
    case "57014": {
      const message = "The database took too long. Try again.";
      return new StorageError(message, { statusCode: 544, code: "DatabaseTimeout", error: "DatabaseTimeout", cause });
    }
    default:
      return new StorageError("Internal Server Error", {
        statusCode: 500,
        code: "InternalError",
        error: "Internal",
        cause,
      });
  }
}
