// The seam for live sockets: what a screen sees of one, whoever makes it. The IM surface is not
// served yet, so nothing makes one yet.

export interface SocketEvents {
  /** A message of the other side, parsed. */
  message: (message: unknown) => void;
  /** "open" after the server's welcome. */
  state: (state: "connecting" | "open" | "lost") => void;
}

export interface LiveSocket {
  /** False when it is not open: the caller keeps the text and says so. */
  send(message: unknown): boolean;
  close(): void;
}

export type OpenSocket = (userId: string, events: SocketEvents) => LiveSocket;

/** The address of a user's socket, on the host the page came from. */
export function socketAddress(
  userId: string,
  ticket?: string,
  origin: string = location.origin,
): string {
  const url = new URL(`/ws/${encodeURIComponent(userId)}`, origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  if (ticket !== undefined) url.searchParams.set("ticket", ticket);
  return url.href;
}
