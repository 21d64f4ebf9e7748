// The upright axis of a bar chart: round numbers up to just above the most.

/** A round number (1, 2, 2.5 or 5 times a power of ten), the least that is not below `value`. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= value - 1e-9) ?? 10;
  return Math.max(1, Math.ceil(step * power));
}

/** Indexes of the bars that get a label: at most `most`, evenly spaced, the last one always. */
export function labelled(count: number, most: number): Set<number> {
  const step = Math.max(1, Math.ceil(count / most));
  const out = new Set<number>();
  for (let at = count - 1; at >= 0; at -= step) out.add(at);
  return out;
}
