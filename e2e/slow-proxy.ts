import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Long enough for the style sheets, before which nothing is painted. */
const HEAD_PAUSE_MS = 250;
/** Two frames: each piece is painted before the next one comes. */
const PIECE_PAUSE_MS = 34;
const PIECES = 12;

/** A proxy that is a slow network: what a page shows comes in pieces, each painted by itself. */
export async function startSlowProxy(): Promise<{ url: string; close(): void }> {
  const server = createServer((asked, answer) => {
    const isPage = asked.headers["sec-fetch-dest"] === "document";
    const headers = { ...asked.headers, ...(isPage && { "accept-encoding": "identity" }) };
    const passed = request(asked.url ?? "", { method: asked.method, headers }, async (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      if (!isPage) return void got.pipe(answer);
      let html = "";
      for await (const part of got.setEncoding("utf8")) html += part;
      for (const piece of piecesOf(html)) {
        answer.write(piece);
        await pause(piece.includes("<body") ? HEAD_PAUSE_MS : PIECE_PAUSE_MS);
      }
      answer.end();
    });
    passed.once("error", () => answer.destroy());
    answer.once("close", () => passed.destroy());
    asked.pipe(passed);
  });
  // The live connection.
  server.on("connect", (asked, socket) => {
    const { hostname, port } = new URL(`http://${asked.url}`);
    const there = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(there).pipe(socket);
    });
    const end = () => {
      there.destroy();
      socket.destroy();
    };
    for (const side of [there, socket]) side.once("error", end).once("close", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The head, equal pieces of what is shown, and what only scripts read. */
function piecesOf(html: string): string[] {
  const body = html.indexOf(">", html.indexOf("<body")) + 1;
  const payload = html.indexOf("self.__next_f", body);
  const shown = payload === -1 ? html.length : payload;
  const size = Math.ceil((shown - body) / PIECES);
  const pieces = Array.from({ length: PIECES }, (_, at) =>
    html.slice(body + at * size, Math.min(shown, body + (at + 1) * size)),
  );
  return [html.slice(0, body), ...pieces, html.slice(shown)];
}
