import type { IncomingMessage, ServerResponse } from "node:http";
import type postgres from "postgres";
import type { ApiKeys } from "../caller.ts";
import type { ByteFiles } from "./byte-files.ts";
import type { ObjectFiles } from "./object-files.ts";
import type { SignedAddresses } from "./signed-addresses.ts";

/** What every route of the storage service works with. */
export interface StoragePorts {
  sql: postgres.Sql;
  keys: ApiKeys;
  disk: ObjectFiles;
  files: ByteFiles;
  signed: SignedAddresses;
  maxObjectBytes: number;
}

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}
