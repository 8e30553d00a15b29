import type { IncomingMessage } from "node:http";
import { RefusedCallerError } from "../caller.ts";
import { sendJson } from "../http-message.ts";
import { getBucket, listBuckets } from "./bucket-routes.ts";
import { copyObject, infoOfObject, listFolder, listPage, moveObject, removeObjects } from "./object-routes.ts";
import { signDownload, signDownloads, signUpload } from "./sign-routes.ts";
import type { Call, Route } from "./storage-call.ts";
import { storageErrors, toStorageError } from "./storage-error.ts";
import type { Exchange, StoragePorts } from "./storage-ports.ts";
import { download, downloadPublic, downloadSigned, upload, uploadSigned } from "./transfer-routes.ts";

/** The first that fits wins; `#` stands for one part of the path, `*` for the rest of it. */
const ROUTES: [methods: string, path: string, route: Route][] = [
  ["GET", "/bucket", listBuckets],
  ["GET", "/bucket/#", getBucket],
  ["POST", "/object/list/#", listFolder],
  ["POST", "/object/list-v2/#", listPage],
  ["POST", "/object/move", moveObject],
  ["POST", "/object/copy", copyObject],
  ["POST", "/object/upload/sign/#/*", signUpload],
  ["PUT", "/object/upload/sign/#/*", uploadSigned],
  ["POST", "/object/sign/#", signDownloads],
  ["POST", "/object/sign/#/*", signDownload],
  ["GET HEAD", "/object/sign/#/*", downloadSigned],
  ["GET HEAD", "/object/public/#/*", downloadPublic],
  ["GET HEAD", "/object/info/authenticated/#/*", infoOfObject],
  ["GET HEAD", "/object/info/#/*", infoOfObject],
  ["GET HEAD", "/object/authenticated/#/*", download],
  ["GET HEAD", "/object/#/*", download],
  ["POST PUT", "/object/#/*", upload],
  ["DELETE", "/object/#", removeObjects],
  ["DELETE", "/object/#/*", removeObjects],
];

const COMPILED = ROUTES.map(([methods, path, route]) => ({
  methods: methods.split(" "),
  pattern: new RegExp(`^/storage/v1${path.replaceAll("#", "([^/]+)").replaceAll("*", "(.+)")}$`),
  route,
}));

/** Finds the route, runs it, and answers its errors in Supabase's shape. */
export async function answerStorage(exchange: Exchange, ports: StoragePorts): Promise<void> {
  const { request, response, url } = exchange;
  try {
    const result = await findRoute(request.method ?? "", url.pathname)({ ...exchange, params: [], ports });
    if (result !== undefined) sendJson(response, 200, result);
  } catch (error) {
    const known =
      error instanceof RefusedCallerError ? storageErrors.unauthorized(error.message) : toStorageError(error);
    if (known.statusCode === 500) console.error(error);
    sendJson(response, known.httpStatus, known);
    readAway(request);
  }
}

const READ_AWAY_MS = 5000;

/** Cutting a client that still sends would lose it the answer: what it sends is read away for a moment first. */
function readAway(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.on("error", () => {});
  const cut = setTimeout(() => request.destroy(), READ_AWAY_MS);
  request.once("close", () => clearTimeout(cut));
  request.resume();
}

function findRoute(method: string, path: string): (call: Call) => Promise<unknown> {
  for (const { methods, pattern, route } of COMPILED) {
    const match = methods.includes(method) ? pattern.exec(path) : null;
    if (match) return (call) => route({ ...call, params: match.slice(1) });
  }
  throw storageErrors.noRoute(`${method}:${path}`);
}
