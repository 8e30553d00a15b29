import type {
  AppErrorOptions,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
  UnreadableContentError,
} from "#lib/errors.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { Dispatched, Queue } from "#lib/model/queue.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import type { resumingSource } from "#lib/sources/resuming-source.ts";

/** What a module named in SLUICE_EXTENSIONS exports as `extension`. See docs/extending.md. */
export interface Extension {
  readonly processors?: readonly RecordProcessor[];
  readonly storage?: readonly StorageBackend[];
  readonly queues?: readonly QueueBackend[];
}

/** A kind of place that sources read from. */
export interface StorageBackend {
  /** Names it in the definitions of sources, and begins the `store` of what it opens ("http-index:https://..."). */
  readonly type: string;
  /** True = the sources of every team may use it. Absent = those of the team that owns the server alone. */
  readonly isForEveryTeam?: boolean;
  /** Rejects with InvalidInputError for settings or a secret that can't be used. */
  open(input: StorageInput): ObjectStore | Promise<ObjectStore>;
}

export interface StorageInput {
  /** The source's `connection` without its `type`: written by people, checked by nobody yet. */
  settings: JsonObject;
  /** What was stored encrypted with the source; null = nothing was. */
  secret: string | null;
  tools: ExtensionTools;
}

/** What carries the start of files from one process to another. */
export interface QueueBackend {
  /** As SLUICE_QUEUE names it. */
  readonly name: string;
  /** Joins the queue: from here on files that are in it may be given to `run`. */
  open(input: QueueInput): OpenQueue | Promise<OpenQueue>;
}

export interface QueueInput {
  /** Reads a file in this process; resolves when it is done with it here, however that went, and never rejects. */
  run(file: Dispatched): Promise<void>;
  /** Looks at the waiting files, as `wakeAt` asked for; never rejects. */
  wake(): Promise<void>;
  /** Files that this process reads at once: more of them only wait here. */
  sideBySide: number;
  databaseUrl: string;
  tools: ExtensionTools;
}

export interface OpenQueue extends Queue {
  /** Resolves when no file will be given to `run` any more; running ones are not waited for. The rest goes on working. */
  leave(): Promise<void>;
  /** After that, nothing is called any more. */
  close(): Promise<void>;
}

/** What is Sluice's own and made for use by extensions, which can't import it as the running server does. */
export interface ExtensionTools {
  readonly errors: {
    readonly ForbiddenError: ErrorClass<ForbiddenError>;
    readonly InvalidInputError: ErrorClass<InvalidInputError>;
    readonly NotFoundError: ErrorClass<NotFoundError>;
    readonly UnavailableError: ErrorClass<UnavailableError>;
    readonly UnreadableContentError: ErrorClass<UnreadableContentError, { byteOffset?: number }>;
  };
  /** A ByteSource over something that is fetched: connections that break are opened anew at the byte reached. */
  readonly resumingSource: typeof resumingSource;
}

type ErrorClass<Kind, More = object> = new (message: string, options?: AppErrorOptions & More) => Kind;
