import { serve } from "inngest/next";
import { errorResponse } from "#app/api/respond.ts";
import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/functions.ts";
import { ForbiddenError } from "#lib/errors.ts";

// A literal: the platform reads it from the source. Steps end after 20 s of their own accord.
export const maxDuration = 300;

const handlers = serve({ client: inngest, functions });

/** Inngest is a server: a request that a browser sends for a page is somebody else's, and dev mode has no signatures. */
function fromServers(handle: typeof handlers.POST): typeof handlers.POST {
  return async (request, context) => {
    const headers = request.headers as unknown as Headers;
    if (headers.has("origin") || headers.has("sec-fetch-site")) {
      return errorResponse(new ForbiddenError("This address is for the Inngest server, not for pages."));
    }
    return handle(request, context);
  };
}

export const GET = fromServers(handlers.GET);
export const POST = fromServers(handlers.POST);
export const PUT = fromServers(handlers.PUT);
