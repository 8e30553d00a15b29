import type { SupabaseClient } from "@supabase/supabase-js";
import { type OrganizationEvent, organizationEvent } from "./organization-event.ts";

export interface OrganizationChannelInput {
  supabase: SupabaseClient;
  organizationId: string;
  onEvent(event: OrganizationEvent): void;
  /** Every time the topic is joined: events may have been missed before. */
  onJoined(): void;
  /** The topic is not heard any more; joining is tried again by itself. */
  onLost(): void;
}

/**
 * Listens to the private topic of one organisation until the returned function is called. Nothing depends on delivery:
 * an event only says what to fetch again. The socket reconnects, joins again and sends renewed tokens by itself.
 */
export function openOrganizationChannel(input: OrganizationChannelInput): () => void {
  const { supabase, organizationId, onEvent, onJoined, onLost } = input;
  const channel = supabase.channel(`org:${organizationId}`, { config: { private: true } });
  let isOpen = true;
  channel.on("broadcast", { event: "*" }, (message) => {
    const event = isOpen ? organizationEvent(message.event, message.payload) : null;
    if (event) onEvent(event);
  });
  const join = () => {
    if (!isOpen) return;
    channel.subscribe((status) => {
      if (!isOpen) return;
      if (status === "SUBSCRIBED") onJoined();
      else onLost();
    });
  };
  // A private join is refused without the person's token, so it must be in place before.
  supabase.realtime.setAuth().then(join, join);
  return () => {
    isOpen = false;
    void supabase.removeChannel(channel);
  };
}
