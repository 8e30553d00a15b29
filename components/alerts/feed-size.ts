/** How many causes the feed shows; the server's first data and the browser's must be the same size. */
export const ALERT_FEED_SIZE = 12;
