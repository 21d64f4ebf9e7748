// Which state of the archive the page knows. A new one makes every answer about the archive another
// question, so that nothing old is mixed with something new.

let current = 0;
const listeners = new Set<() => void>();

export const generation = (): number => current;

/** From the boot and from the pulse's "archive" events. */
export function setGeneration(value: number): void {
  if (value === current) return;
  current = value;
  for (const listener of listeners) listener();
}

export function onGeneration(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
