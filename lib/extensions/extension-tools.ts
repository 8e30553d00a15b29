import {
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
  UnreadableContentError,
} from "#lib/errors.ts";
import { resumingSource } from "#lib/sources/resuming-source.ts";
import type { ExtensionTools } from "./extension.ts";

export const EXTENSION_TOOLS: ExtensionTools = {
  errors: { ForbiddenError, InvalidInputError, NotFoundError, UnavailableError, UnreadableContentError },
  resumingSource,
};
