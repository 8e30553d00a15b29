import type { S3Credentials } from "#lib/model/s3-connection.ts";
import { guardedAgents } from "./guarded-agents.ts";
import { endpointOf, type PrivateEndpoints } from "./private-address.ts";

export interface AwsClientOptions {
  /** Private addresses that may be connected to. */
  privateEndpoints: PrivateEndpoints;
  /** Tries of a call in all, with growing pauses between them. */
  maxTries?: number;
  /** How long a connection may take to come about. */
  connectTimeoutMs?: number;
  /** How long a connection may bring nothing; a long poll needs more than it waits. */
  idleTimeoutMs?: number;
}

/** What all clients of the SDK have in common; `close` ends their connections. */
export function awsClientSettings(
  { accessKeyId, secretAccessKey, sessionToken }: S3Credentials,
  { privateEndpoints, maxTries = 3, connectTimeoutMs = 10_000, idleTimeoutMs = 45_000 }: AwsClientOptions,
) {
  const agents = guardedAgents(privateEndpoints);
  return {
    client: {
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
      maxAttempts: maxTries,
      logger: SILENT,
      // The connection says where, not the files and variables of whoever started the process.
      ignoreConfiguredEndpointUrls: true,
      requestHandler: { ...agents, connectionTimeout: connectTimeoutMs, socketTimeout: idleTimeoutMs },
    },
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

/** What is worth telling is in the errors; the SDK would write warnings among the caller's own output. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** "s3.example.com", with the port when it is not the usual one. */
export function hostOf(url: string): string {
  const { host, port } = endpointOf(url);
  return port === 443 || port === 80 ? host : `${host}:${port}`;
}
