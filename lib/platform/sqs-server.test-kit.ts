import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A queue on loopback that speaks the JSON protocol of SQS, as far as a consumer uses it. */
export interface SqsServer {
  queueUrl: string;
  send(...bodies: string[]): void;
  /** Bodies that nobody has deleted, whether somebody holds them or not. */
  left(): string[];
  /** Calls that wait for a message. */
  waitingCount(): number;
  /** Lets messages that were received and not deleted come again, as after the visibility timeout. */
  expireVisibility(): void;
  /** The next calls fail like this. */
  failures: { status: number; type: string }[];
  /** Receipts that the next deletion does not manage. */
  undeletable: Set<string>;
  calls: { action: string; input: Record<string, unknown> }[];
  close(): Promise<void>;
}

interface Stored {
  id: string;
  body: string;
  receipt: string | null;
}

export async function startSqsServer(): Promise<SqsServer> {
  let messages: Stored[] = [];
  const wakers = new Set<() => void>();
  const failures: SqsServer["failures"] = [];
  const undeletable: SqsServer["undeletable"] = new Set();
  const calls: SqsServer["calls"] = [];

  async function receive(
    { MaxNumberOfMessages = 1, WaitTimeSeconds = 0 }: Record<string, number>,
    request: IncomingMessage,
  ) {
    const visible = () => messages.filter(({ receipt }) => receipt === null).slice(0, MaxNumberOfMessages);
    if (visible().length === 0 && WaitTimeSeconds > 0) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          wakers.delete(wake);
          resolve();
        };
        wakers.add(wake);
        setTimeout(wake, WaitTimeSeconds * 1000).unref();
        request.socket.once("close", wake);
      });
    }
    const taken = request.socket.destroyed ? [] : visible();
    for (const message of taken) message.receipt = randomUUID();
    return {
      Messages: taken.map(({ id, body, receipt }) => {
        return {
          MessageId: id,
          ReceiptHandle: receipt,
          Body: body,
          MD5OfBody: createHash("md5").update(body).digest("hex"),
        };
      }),
    };
  }

  function deleteBatch(entries: { Id: string; ReceiptHandle: string }[]) {
    const failed = entries.filter(({ ReceiptHandle }) => undeletable.has(ReceiptHandle));
    const done = entries.filter((entry) => !failed.includes(entry));
    messages = messages.filter(({ receipt }) => !done.some(({ ReceiptHandle }) => ReceiptHandle === receipt));
    return {
      Successful: done.map(({ Id }) => ({ Id })),
      Failed: failed.map(({ Id }) => ({ Id, Code: "ReceiptHandleIsInvalid", SenderFault: true })),
    };
  }

  const server = createServer(async (request, response) => {
    const action = String(request.headers["x-amz-target"]).replace("AmazonSQS.", "");
    const input = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString());
    calls.push({ action, input });
    const failure = failures.shift();
    const answer = failure
      ? { __type: `com.amazonaws.sqs#${failure.type}`, message: "m" }
      : action === "ReceiveMessage"
        ? await receive(input, request)
        : deleteBatch(input.Entries);
    response.writeHead(failure?.status ?? 200, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const wake = () => {
    for (const waker of [...wakers]) waker();
  };
  return {
    queueUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/000000000000/bucket-events`,
    send(...bodies) {
      messages.push(...bodies.map((body) => ({ id: randomUUID(), body, receipt: null })));
      wake();
    },
    waitingCount: () => wakers.size,
    left: () => messages.map(({ body }) => body),
    expireVisibility() {
      for (const message of messages) message.receipt = null;
      wake();
    },
    failures,
    undeletable,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
