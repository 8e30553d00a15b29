/** Puts the address of a record into the clipboard. Answers what to tell the person. */
export async function copyRecordLink(recordNumber: number): Promise<string> {
  const url = new URL(window.location.href);
  url.searchParams.set("record", String(recordNumber));
  try {
    await navigator.clipboard.writeText(url.href);
    return "Link copied.";
  } catch {
    // Browsers refuse without a secure page or a recent click; the address itself is right either way.
    return "The browser did not allow it. Copy the address of this page instead.";
  }
}
