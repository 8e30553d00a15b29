/** This process answers: nothing else is asked, so that no other part's trouble has it restarted. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
