import { expect, test } from "vitest";
import { page } from "features/chats/items.fake";
import {
  endOf,
  extended,
  firstAt,
  itemsOf,
  joined,
  kKept,
  kShown,
  kStep,
  placeOf,
  shownAround,
  type Track,
  trackOf,
  wanted,
} from "features/chats/track";

const ids = (track: Track) => track.items.map(({ id }) => id);

test("a page before and a page after join without gaps and without doubles", () => {
  const middle = trackOf(page(101, 200, 1000));
  const before = joined(middle, page(51, 105, 1000), "before");
  expect(ids(before)).toEqual(Array.from({ length: 150 }, (_, i) => 51 + i));
  expect(before).toMatchObject({ first: 50, before: 51, after: 200 });
  const both = joined(before, page(199, 300, 1000), "after");
  expect(ids(both)).toEqual(Array.from({ length: 250 }, (_, i) => 51 + i));
  expect(both).toMatchObject({ first: 50, before: 51, after: 300, total: 1000 });
});

test("more than is kept lets the far side go, and it can be asked for again", () => {
  let track = trackOf(page(5001, 5100, 100_000));
  for (let first = 4901; track.first > 2500; first -= 100)
    track = joined(track, page(first, first + 99, 100_000), "before");
  expect(track.items.length).toBe(kKept);
  expect(track.after).toBe(track.items.at(-1)?.id);
  expect(track.items[0]?.id).toBe(track.first + 1);
  const last = endOf(track);
  const back = joined(track, page(last + 1, last + 100, 100_000), "after");
  expect(back.items.length).toBe(kKept);
  expect(back.first).toBe(track.first + 100);
  expect(back.before).toBe(back.items[0]?.id);
  expect(back.items[0]?.id).toBe(back.first + 1);
});

test("the slice lies around a place and never outside of what is held", () => {
  const track = trackOf(page(1, 500, 500));
  expect(shownAround(track, 0)).toEqual({ from: 0, to: kShown / 2 });
  expect(shownAround(track, 499)).toEqual({ from: 500 - kShown / 2, to: 500 });
  const middle = shownAround(track, 250);
  expect(middle.from).toBeLessThan(250);
  expect(middle.to).toBeGreaterThan(250);
  expect(shownAround(trackOf(page(1, 3, 3)), 2)).toEqual({ from: 0, to: 3 });
});

test("a step draws more at one side and lets the other go", () => {
  const track = trackOf(page(1, 500, 500));
  const whole = { from: 100, to: 100 + kShown };
  expect(extended(track, whole, "before")).toEqual({ from: 100 - kStep, to: 100 - kStep + kShown });
  expect(extended(track, whole, "after")).toEqual({ from: 100 + kStep, to: 100 + kStep + kShown });
  const end = { from: 500 - kShown, to: 500 };
  expect(extended(track, end, "after")).toBe(end);
  expect(itemsOf(track, { from: 0, to: 2 }).map(({ id }) => id)).toEqual([1, 2]);
});

test("pages are asked for before one gets there", () => {
  const track = trackOf(page(101, 400, 1000));
  expect(wanted(track, { from: 150, to: 300 }, "before")).toBe(101);
  expect(wanted(track, { from: 250, to: 300 }, "before")).toBeUndefined();
  expect(wanted(track, { from: 350, to: 400 }, "after")).toBe(400);
  expect(wanted(trackOf(page(1, 9, 9)), { from: 0, to: 9 }, "after")).toBeUndefined();
});

test("a time is known only when what lies before it is", () => {
  const track = trackOf(page(101, 200, 1000));
  const at = (id: number) => 1_700_000_000 + id * 60;
  expect(firstAt(track, at(150))?.id).toBe(150);
  expect(firstAt(track, at(150) - 30)?.id).toBe(150);
  expect(firstAt(track, at(101))).toBeUndefined(); // another message may have the same time
  expect(firstAt(track, at(201))).toBeUndefined();
  expect(firstAt(trackOf(page(1, 9, 9)), 0)?.id).toBe(1);
  expect(firstAt(trackOf(page(1, 9, 9)), at(50))?.id).toBe(9);
  expect(placeOf(track, 150)).toBe(149);
  expect(placeOf(track, 99)).toBeUndefined();
});
