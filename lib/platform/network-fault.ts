import { type AppError, InvalidInputError, UnavailableError } from "#lib/errors.ts";

const UNREACHABLE_CODES = ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "EADDRNOTAVAIL"];
const CERTIFICATE_CODES = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/;
const TLS_CODES = /^(EPROTO$|ERR_SSL_|ERR_TLS_)/;

/** Why no answer came from a host, in words; what a later try may mend is an UnavailableError. */
export function networkFault(error: unknown, host: string): AppError {
  const code = codeOf(error);
  const options = (reason: string) => ({ details: { reason, host, code }, cause: new Error(code) });
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return new UnavailableError(
      `The name ${host} can't be resolved. Check its spelling, and that this machine can ask a name server.`,
      options("dns"),
    );
  }
  if (UNREACHABLE_CODES.includes(code)) {
    return new UnavailableError(
      `Nothing answers at ${host}. Check the address and port, and that the server there is running.`,
      options("unreachable"),
    );
  }
  if (CERTIFICATE_CODES.test(code)) {
    return new InvalidInputError(
      `The certificate of ${host} can't be trusted (${code}). Give the server one that is valid for this name, or Node the CA in NODE_EXTRA_CA_CERTS.`,
      options("certificate"),
    );
  }
  if (TLS_CODES.test(code)) {
    return new InvalidInputError(
      `${host} does not speak TLS on this port. Check the port, or begin the address with http://.`,
      options("tls"),
    );
  }
  return new UnavailableError(
    `The connection to ${host} broke off or was too slow. Nothing was lost; it is tried again.`,
    options("broken"),
  );
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause instanceof Error ? codeOf(error.cause) : error.name;
}
