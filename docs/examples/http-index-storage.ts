import type { Extension, ExtensionTools, StorageBackend } from "#lib/extensions/extension.ts";
import type { ListedObject, ObjectStore, StoredContent } from "#lib/sources/object-store.ts";

const PAGE = 500;
const TIMEOUT_MS = 30_000;

/**
 * Files on a web server that lists them at `<url>/index.json` as [{"key","etag","sizeBytes","modifiedAt"}] and gives them
 * at `<url>/<key>`, with Range and If-Match. Nothing is ever changed there. A source of it:
 * {"connection": {"type": "http-index", "url": "https://logs.example.com/outbox"}}; its secret, if any, is a bearer token.
 */
const httpIndex: StorageBackend = {
  type: "http-index",
  open({ settings, secret, tools }) {
    const { InvalidInputError } = tools.errors;
    const { url, ...others } = settings;
    if (typeof url !== "string" || !/^https?:\/\/[^?#]+$/.test(url)) {
      throw new InvalidInputError('The connection needs a "url": http or https, without a query.');
    }
    if (Object.keys(others).length > 0) {
      throw new InvalidInputError(`The connection has what is not known here: ${Object.keys(others).join(", ")}.`);
    }
    return indexStore(new IndexServer(url.replace(/\/+$/, ""), secret, tools));
  },
};

function indexStore(server: IndexServer): ObjectStore {
  return {
    store: `http-index:${server.url}`,
    async *list({ prefix, startAfter }) {
      const listed = (await server.index()).filter(
        ({ key }) => key.startsWith(prefix) && (startAfter === null || compareBytes(key, startAfter) > 0),
      );
      listed.sort((a, b) => compareBytes(a.key, b.key));
      for (let at = 0; at < listed.length; at += PAGE) yield listed.slice(at, at + PAGE);
    },
    open: (content) => server.source(content),
    async remove() {
      throw new server.errors.ForbiddenError(
        "This server's files can't be removed from here. Keep them after reading.",
      );
    },
    close: () => undefined,
  };
}

class IndexServer {
  readonly url: string;
  readonly errors: ExtensionTools["errors"];
  private readonly secret: string | null;
  private readonly tools: ExtensionTools;

  constructor(url: string, secret: string | null, tools: ExtensionTools) {
    this.url = url;
    this.secret = secret;
    this.tools = tools;
    this.errors = tools.errors;
  }

  async index(): Promise<ListedObject[]> {
    const response = await this.get("index.json", {}, AbortSignal.timeout(TIMEOUT_MS));
    const listed: unknown = await response.json().catch(() => null);
    if (!Array.isArray(listed)) throw new this.errors.InvalidInputError(`${this.url}/index.json is no list.`);
    return listed.map((entry) => this.listedObject(entry));
  }

  source({ key, etag, sizeBytes }: StoredContent) {
    const path = key.split("/").map(encodeURIComponent).join("/");
    return this.tools.resumingSource({
      sizeBytes,
      openAt: async (position, signal) => {
        const headers = { "if-match": `"${etag}"`, range: `bytes=${position}-` };
        const { status, body } = await this.get(path, headers, signal);
        // Without ranges, reading could not go on where it stopped.
        if (status !== 206) throw new this.errors.InvalidInputError(`${this.url} gives files as a whole only.`);
        return body;
      },
    });
  }

  private listedObject(entry: unknown): ListedObject {
    const { key, etag, sizeBytes, modifiedAt } = (entry ?? {}) as Record<string, unknown>;
    const modifiedAtMs = Date.parse(String(modifiedAt));
    const isSize = typeof sizeBytes === "number" && Number.isSafeInteger(sizeBytes) && sizeBytes >= 0;
    if (typeof key !== "string" || typeof etag !== "string" || !isSize || Number.isNaN(modifiedAtMs)) {
      const shown = JSON.stringify(entry)?.slice(0, 200);
      throw new this.errors.InvalidInputError(`${this.url}/index.json has an entry that can't be used: ${shown}`);
    }
    return { key, etag, sizeBytes, startByte: 0, modifiedAtMs };
  }

  private async get(path: string, wanted: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(wanted);
    if (this.secret !== null) headers.set("authorization", `Bearer ${this.secret}`);
    const response = await fetch(`${this.url}/${path}`, { headers, redirect: "error", signal }).catch((cause) => {
      throw new this.errors.UnavailableError(`${this.url} does not answer.`, { cause });
    });
    if (response.ok) return response;
    await response.body?.cancel();
    throw this.refusal(response.status, path);
  }

  private refusal(status: number, path: string): Error {
    const { ForbiddenError, NotFoundError, UnavailableError, UnreadableContentError } = this.errors;
    switch (status) {
      case 401:
      case 403:
        return new ForbiddenError(`${this.url} refuses the token of this source (HTTP ${status}).`);
      case 404:
        return new NotFoundError(`${this.url}/${path} is gone.`);
      case 412:
        return new UnreadableContentError(`${this.url}/${path} is no longer the file that was listed.`);
      default:
        return new UnavailableError(`${this.url} answered HTTP ${status}.`);
    }
  }
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export const extension: Extension = { storage: [httpIndex] };
