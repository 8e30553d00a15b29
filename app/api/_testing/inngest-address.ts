/** Where the tests' Inngest listens: by the process, so that two test runs at once don't meet. */
export const INNGEST_PORT = 22_000 + (process.pid % 8000);

// The Inngest client reads it when its module is loaded: import this one before any route.
process.env.INNGEST_DEV = `http://127.0.0.1:${INNGEST_PORT}`;
