import type postgres from "postgres";
import type { WebSocket } from "ws";
import { type ApiKeys, type Caller, callerOfToken, roleOfKey } from "../caller.ts";
import { authoriseTopic } from "./authorise-topic.ts";
import {
  broadcastSchema,
  type Channel,
  joinSchema,
  messageFrame,
  push,
  systemFrame,
  TOPIC_PREFIX,
  tokenSchema,
  whenExpired,
} from "./channel.ts";
import { decodeFrame, encodeFrame, type Frame, type ProtocolVersion } from "./frame.ts";
import type { StoredMessage } from "./message-feed.ts";

export interface ConnectionOptions {
  socket: WebSocket;
  version: ProtocolVersion;
  /** What the connection may do without a token: its key's role. */
  keyCaller: Caller;
  sql: postgres.Sql;
  keys: ApiKeys;
  /** Hands a client's own message to the other connections. */
  publish(from: Connection, topic: string, payload: unknown): void;
}

const MAX_CHANNELS = 100;
/** A reader that falls this far behind is cut; it refetches when it comes back. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024;

/** One client: joins, heartbeats, token changes and leaves, handled one after the other. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #channels = new Map<string, Channel>();
  #queue: Promise<void> = Promise.resolve();
  lastHeardMs = Date.now();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    options.socket.on("message", (data: Buffer, isBinary: boolean) => {
      this.lastHeardMs = Date.now();
      this.#queue = this.#queue.then(() => this.#receive(data, isBinary));
    });
    options.socket.on("close", () => this.#leaveAll());
    options.socket.on("error", () => options.socket.terminate());
  }

  deliver(message: StoredMessage): void {
    for (const channel of this.#channels.values()) {
      // Only private topics can be joined; what was sent in public reaches nobody here.
      if (message.isPrivate && channel.topic === message.topic) this.#send(messageFrame(channel.wireTopic, message));
    }
  }

  /** A message of another client, or of this one when it wants to hear itself. */
  relay(topic: string, payload: unknown, isOwn: boolean): void {
    for (const channel of this.#channels.values()) {
      if (channel.topic === topic && (!isOwn || channel.wantsOwn))
        this.#send(push(channel.wireTopic, "broadcast", payload));
    }
  }

  close(code: number, reason: string): void {
    this.#options.socket.close(code, reason);
  }

  terminate(): void {
    this.#options.socket.terminate();
  }

  async #receive(data: Buffer, isBinary: boolean): Promise<void> {
    let frame: Frame;
    try {
      frame = decodeFrame(data, isBinary, this.#options.version);
    } catch {
      this.close(1003, "This is not a frame of the Phoenix protocol.");
      return;
    }
    try {
      await this.#handle(frame);
    } catch (error) {
      // An outage: the client tries again by itself.
      this.#reply(frame, "error", { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async #handle(frame: Frame): Promise<void> {
    if (frame.topic === "phoenix") return this.#reply(frame, "ok", {});
    if (frame.event === "phx_join") return this.#join(frame);
    const channel = this.#channels.get(frame.topic);
    if (!channel) return this.#reply(frame, "error", { reason: "unmatched topic" });
    switch (frame.event) {
      case "phx_leave":
        this.#leave(channel);
        this.#reply(frame, "ok", {});
        return this.#send({ ...push(frame.topic, "phx_close", {}), joinRef: frame.joinRef, ref: frame.ref });
      case "access_token":
        return this.#renew(channel, frame);
      case "broadcast":
        return this.#broadcast(channel, frame);
      default:
        return this.#reply(frame, "ok", {});
    }
  }

  async #join(frame: Frame): Promise<void> {
    const refuse = (reason: string) => this.#reply(frame, "error", { reason });
    const parsed = joinSchema.safeParse(frame.payload);
    if (!parsed.success || !frame.topic.startsWith(TOPIC_PREFIX)) return refuse("This join is malformed.");
    const { config, access_token } = parsed.data;
    const topic = frame.topic.slice(TOPIC_PREFIX.length);
    if (!config.private) return refuse("PrivateOnly: This project only allows private channels");
    if (config.postgres_changes.length > 0) return refuse("Postgres Changes are not served here; use Broadcast.");
    const old = this.#channels.get(frame.topic);
    if (old) this.#leave(old);
    if (this.#channels.size >= MAX_CHANNELS) return refuse(`ChannelRateLimitReached: ${MAX_CHANNELS} channels at most`);
    let caller: Caller;
    try {
      caller = await this.#callerOf(access_token);
    } catch (error) {
      return refuse(`InvalidJWTToken: ${error instanceof Error ? error.message : String(error)}`);
    }
    const rights = await authoriseTopic(this.#options.sql, caller, topic);
    if (!rights.canRead) {
      return refuse(`Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`);
    }
    if (this.#options.socket.readyState !== this.#options.socket.OPEN) return;
    const { self, ack } = config.broadcast;
    const channel: Channel = {
      wireTopic: frame.topic,
      topic,
      joinRef: frame.joinRef,
      rights,
      wantsOwn: self,
      wantsAck: ack,
      expiry: null,
    };
    channel.expiry = whenExpired(caller, () => this.#end(channel, "Token has expired"));
    this.#channels.set(frame.topic, channel);
    this.#reply(frame, "ok", { postgres_changes: [] });
  }

  /** A new token: the policies are asked again, for memberships may have changed. */
  async #renew(channel: Channel, frame: Frame): Promise<void> {
    const parsed = tokenSchema.safeParse(frame.payload);
    if (!parsed.success) return;
    let caller: Caller;
    try {
      caller = await this.#callerOf(parsed.data.access_token);
    } catch (error) {
      return this.#end(channel, `Token is invalid: ${error instanceof Error ? error.message : String(error)}`);
    }
    const rights = await authoriseTopic(this.#options.sql, caller, channel.topic);
    if (!rights.canRead) return this.#end(channel, "You do not have permissions to read from this Channel topic");
    channel.rights = rights;
    if (channel.expiry) clearTimeout(channel.expiry);
    channel.expiry = whenExpired(caller, () => this.#end(channel, "Token has expired"));
  }

  #broadcast(channel: Channel, frame: Frame): void {
    const parsed = broadcastSchema.safeParse(frame.payload);
    if (!channel.rights.canWrite || !parsed.success) {
      const reason = "Unauthorized: You do not have permissions to write to this Channel topic";
      this.#reply(frame, "error", { reason });
      return;
    }
    this.#options.publish(this, channel.topic, parsed.data);
    if (channel.wantsAck) this.#reply(frame, "ok", {});
  }

  #callerOf(token: string | null | undefined): Promise<Caller> {
    const { keys, keyCaller } = this.#options;
    const isKey = token === null || token === undefined || roleOfKey(token, keys) !== null;
    return isKey ? Promise.resolve(keyCaller) : callerOfToken(token, keys.tokens);
  }

  #end(channel: Channel, message: string): void {
    if (this.#channels.get(channel.wireTopic) !== channel) return;
    this.#leave(channel);
    this.#send(systemFrame(channel, "error", message));
    this.#send({ ...push(channel.wireTopic, "phx_close", {}), joinRef: channel.joinRef });
  }

  #leave(channel: Channel): void {
    if (channel.expiry) clearTimeout(channel.expiry);
    this.#channels.delete(channel.wireTopic);
  }

  #leaveAll(): void {
    for (const channel of [...this.#channels.values()]) this.#leave(channel);
  }

  #reply({ joinRef, ref, topic }: Frame, status: "ok" | "error", response: unknown): void {
    this.#send({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } });
  }

  #send(frame: Frame): void {
    const { socket, version } = this.#options;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) this.terminate();
    else socket.send(encodeFrame(frame, version));
  }
}
