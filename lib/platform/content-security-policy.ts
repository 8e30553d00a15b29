/**
 * The Content-Security-Policy of a page. Scripts run by nonce only; style attributes are allowed because the server
 * renders widths of bars with them. The browser talks to this app and to Supabase, over HTTP and WebSocket.
 */
export function contentSecurityPolicy(input: { nonce: string; supabaseUrl: string; isDevelopment: boolean }): string {
  const { nonce, supabaseUrl, isDevelopment } = input;
  const directives = [
    "default-src 'self'",
    // React's development build explains server errors by way of eval; the production build has none.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${supabaseOrigins(supabaseUrl).join(" ")}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}

/** Hosted projects take resumable uploads on a host of their own: `<ref>.storage.supabase.co`. */
function supabaseOrigins(supabaseUrl: string): string[] {
  const { origin, hostname } = new URL(supabaseUrl);
  const project = /^([a-z0-9]+)\.supabase\.co$/.exec(hostname)?.[1];
  const storage = project ? [`https://${project}.storage.supabase.co`] : [];
  return [origin, origin.replace(/^http/, "ws"), ...storage];
}
