import { CopyCommand } from "#components/copy-command.tsx";
import { usePublicSupabase } from "#components/public-supabase.tsx";
import { useShell } from "#components/shell-context.tsx";

/** How files get into the team's inbox, with a command to start from. */
export function InboxHelp() {
  const { organizationId } = useShell();
  const { url } = usePublicSupabase();
  const place = `deployment-logs/${organizationId}/inbox/`;
  const command = [
    `curl "${url}/storage/v1/object/${place}app.log" --data-binary @app.log`,
    '-H "authorization: Bearer $TOKEN"',
    '-H "apikey: $SUPABASE_PUBLISHABLE_KEY"',
  ].join(" ");
  return (
    <section aria-labelledby="inbox-help" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 id="inbox-help" className="text-14">
        Put files into the inbox
      </h2>
      <p className="max-w-[72ch] text-text-2">
        Whatever any client stores below <code className="font-mono text-12 wrap-anywhere">{place}</code> is noted at
        once and taken in within seconds, at most a minute. Folders below it can name deployment and device.
      </p>
      <CopyCommand command={command} />
    </section>
  );
}
