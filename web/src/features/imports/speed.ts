// How fast bytes go, over the last ten seconds, and how long the rest takes. Nothing is said in the first five.
const kWindowMs = 10_000;
const kSilentMs = 5000;

export interface Pace {
  /** Per second; 0 = not known yet. */
  rate: number;
  /** Seconds; undefined before five seconds. */
  left?: number;
}

export class Speed {
  private readonly points: { at: number; done: number }[] = [];
  private began?: number;

  /** Clock in milliseconds. */
  add(at: number, done: number, total: number): Pace {
    this.began ??= at;
    this.points.push({ at, done });
    while (this.points.length > 2 && this.points[0]!.at < at - kWindowMs) this.points.shift();
    const oldest = this.points[0]!;
    const rate = at > oldest.at ? ((done - oldest.done) / (at - oldest.at)) * 1000 : 0;
    if (at - this.began < kSilentMs || rate <= 0) return { rate };
    return { rate, left: Math.max(0, total - done) / rate };
  }
}
