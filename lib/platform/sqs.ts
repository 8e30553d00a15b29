import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { S3Credentials } from "#lib/model/s3-connection.ts";
import { type AwsClientOptions, awsClientSettings, hostOf } from "./aws-client.ts";
import { awsFault } from "./aws-fault.ts";

/** What the service takes in one call. */
const MAX_BATCH = 10;
const MAX_WAIT_SECONDS = 20;

export interface QueueMessage {
  id: string;
  /** What it is deleted by; good until it becomes visible to others again. */
  receipt: string;
  body: string;
}

/** Calls throw AppError as those of S3Bucket do. */
export interface MessageQueue {
  /**
   * Up to 10 messages, as soon as there are any, or none after `waitSeconds` (20 at most) or when aborted. They stay
   * hidden from others for the queue's visibility timeout, then come again unless deleted.
   */
  receive(input: { maxMessages: number; waitSeconds: number }, signal?: AbortSignal): Promise<QueueMessage[]>;
  /** Any number; returns those that could not be deleted, which come again. */
  deleteMessages(receipts: readonly string[]): Promise<string[]>;
  close(): void;
}

/** Opens a queue; nothing is sent before the first call. The only place that makes an SQS client. */
export function openQueue(
  queue: { queueUrl: string; region: string },
  credentials: S3Credentials,
  options: AwsClientOptions,
): MessageQueue {
  const settings = awsClientSettings(credentials, options);
  const client = new SQSClient({ ...settings.client, region: queue.region, endpoint: new URL(queue.queueUrl).origin });
  return {
    receive: (input, signal) => receive(client, queue, input, signal),
    async deleteMessages(receipts) {
      const left: string[] = [];
      for (let at = 0; at < receipts.length; at += MAX_BATCH) {
        left.push(...(await deleteBatch(client, queue, receipts.slice(at, at + MAX_BATCH))));
      }
      return left;
    },
    close: settings.close,
  };
}

type Queue = Parameters<typeof openQueue>[0];

async function receive(
  client: SQSClient,
  queue: Queue,
  { maxMessages, waitSeconds }: Parameters<MessageQueue["receive"]>[0],
  abortSignal?: AbortSignal,
): Promise<QueueMessage[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue.queueUrl,
    MaxNumberOfMessages: Math.min(maxMessages, MAX_BATCH),
    WaitTimeSeconds: Math.min(waitSeconds, MAX_WAIT_SECONDS),
  });
  try {
    const { Messages = [] } = await client.send(command, { abortSignal });
    return Messages.map(({ MessageId = "", ReceiptHandle = "", Body = "" }) => {
      return { id: MessageId, receipt: ReceiptHandle, body: Body };
    });
  } catch (error) {
    if (abortSignal?.aborted) return [];
    throw queueFault(error, queue, { action: "receive from", permission: "sqs:ReceiveMessage" });
  }
}

async function deleteBatch(client: SQSClient, queue: Queue, receipts: readonly string[]): Promise<string[]> {
  const Entries = receipts.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
  try {
    const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.queueUrl, Entries }));
    return Failed.flatMap(({ Id }) => receipts[Number(Id)] ?? []);
  } catch (error) {
    throw queueFault(error, queue, { action: "delete messages of", permission: "sqs:DeleteMessage" });
  }
}

function queueFault(error: unknown, { queueUrl, region }: Queue, call: { action: string; permission: string }) {
  const target = `queue "${queueUrl.split("/").at(-1)}"`;
  const action = `${call.action} the ${target}`;
  return awsFault(error, { ...call, action, target, item: `the ${target}`, host: hostOf(queueUrl), region });
}
