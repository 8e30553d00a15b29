/** Where the tests' Inngest listens. */
export const INNGEST_PORT = 3312;

// The Inngest client reads it when its module is loaded: import this one before any route.
process.env.INNGEST_DEV = `http://127.0.0.1:${INNGEST_PORT}`;
