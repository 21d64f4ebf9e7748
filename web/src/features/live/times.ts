// Times of live messages: the server's local time without a zone, or when a message came up here.
import { fromZoneless } from "lib/time";

export const timeOf = (text: string | undefined, zone: string, seen = 0): number | undefined =>
  fromZoneless(text, zone) ?? (seen || undefined);
