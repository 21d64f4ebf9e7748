// Steps of a heat map: limits are quantiles of the days that are not zero, and can be printed.

/**
 * Upper limits (inclusive) of the steps above zero, rising, at most `steps`, each a value that
 * occurs. Fewer when there are few different values; empty when all are zero. O(n log n).
 */
export function quantileLimits(values: Iterable<number>, steps = 5): number[] {
  const sorted = [...values].filter((value) => value > 0).toSorted((a, b) => a - b);
  const limits: number[] = [];
  for (let step = 1; step <= steps && sorted.length > 0; step++) {
    const limit = sorted[Math.ceil((sorted.length * step) / steps) - 1] ?? 0;
    if (limit > (limits.at(-1) ?? 0)) limits.push(limit);
  }
  return limits;
}

/** 0 for nothing, else 1..limits.length. */
export function stepOf(value: number, limits: readonly number[]): number {
  if (!(value > 0)) return 0;
  const at = limits.findIndex((limit) => value <= limit);
  return at < 0 ? limits.length : at + 1;
}
