// Waiting longer after each failure, with jitter, so that many tabs do not come back as one.

export const kFirstDelay = 500;
export const kLastDelay = 8000;

/** Milliseconds before attempt `attempt` (0 = the first retry): 0.5, 1, 2, 4, 8, 8 s, less ≤ 30 %. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(kLastDelay, kFirstDelay * 2 ** Math.min(attempt, 10));
  return Math.round(full * (1 - 0.3 * random()));
}
