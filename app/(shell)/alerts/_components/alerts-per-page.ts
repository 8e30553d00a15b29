/** The server's first page and the browser's further ones must be the same size. */
export const ALERTS_PER_PAGE = 30;
