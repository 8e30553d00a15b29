import postgres from "postgres";
import { openSocket } from "#lib/platform/open-socket.ts";

/** The driver takes `onnotify` and `socket` but does not declare them. */
type ListenOptions = postgres.Options<Record<never, never>> & {
  onnotify(channel: string, payload: string): void;
  socket: typeof openSocket;
};

/**
 * Calls `onNotice` at every NOTIFY on a channel and after each (re)connection, when notices may have been missed.
 * The driver's own `listen` gives up when its first attempt after a restart of the database fails; this one never does.
 */
export function listenForever(input: { databaseUrl: string; channel: string; onNotice(): void; retryMs: number }): {
  stop(): Promise<void>;
} {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let client: postgres.Sql | undefined;

  const connect = async () => {
    let isLost = false;
    const lose = () => {
      if (isLost || isStopped) return;
      isLost = true;
      connection.end({ timeout: 0 }).catch(() => {});
      timer = setTimeout(() => void connect(), input.retryMs);
    };
    const options: ListenOptions = {
      max: 1,
      connect_timeout: 5,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => {},
      onnotify: () => input.onNotice(),
      onclose: lose,
      socket: openSocket,
      connection: { application_name: "inngest-local-listen" },
    };
    const connection = postgres(input.databaseUrl, options);
    client = connection;
    try {
      await connection`listen ${connection(input.channel)}`;
      input.onNotice();
    } catch {
      lose();
    }
  };

  void connect();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await client?.end({ timeout: 1 }).catch(() => {});
    },
  };
}
