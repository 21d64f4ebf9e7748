// The pulse says when a live conversation has something new; screens that list them ask again.
const listeners = new Set<() => void>();

export function acceptLive() {
  for (const listener of listeners) listener();
}

/** Returns how to stop listening. */
export function onLive(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
