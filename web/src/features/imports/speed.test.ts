// Rate and remaining time of an upload.
import { expect, it } from "vitest";
import { Speed } from "features/imports/speed";

it("names no remaining time before five seconds", () => {
  const speed = new Speed();
  expect(speed.add(0, 0, 1000)).toEqual({ rate: 0 });
  expect(speed.add(4000, 400, 1000)).toEqual({ rate: 100 });
  expect(speed.add(5000, 500, 1000)).toEqual({ rate: 100, left: 5 });
});

it("forgets what was more than ten seconds ago", () => {
  const speed = new Speed();
  for (let s = 0; s <= 10; s++) speed.add(s * 1000, s * 1000, 100_000);
  let pace = speed.add(11_000, 10_010, 100_000);
  for (let s = 12; s <= 25; s++) pace = speed.add(s * 1000, 10_000 + (s - 10) * 10, 100_000);
  expect(pace.rate).toBeCloseTo(10, 5);
});

it("says nothing while it stands still", () => {
  const speed = new Speed();
  speed.add(0, 5, 10);
  expect(speed.add(20_000, 5, 10)).toEqual({ rate: 0 });
});
