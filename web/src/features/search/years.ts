// The years an archive spans, for suggestions of times.

/** Oldest first; none for an empty archive. Times in Unix seconds, 0 = none. */
export function archiveYears(
  { first, last }: { first: number; last: number },
  dayOf: (ms: number) => string,
): number[] {
  if (first <= 0 || last < first) return [];
  const [from, to] = [first, last].map((at) => Number(dayOf(at * 1000).slice(0, 4))) as [
    number,
    number,
  ];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
