import { act, useEffect } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { kDebounceMs, useWritten, type Written } from "features/search/useWritten";
import { render, type Drawn } from "../../../tests/support/render";

const held = { written: undefined as Written | undefined };
const sent: string[] = [];
function Field({ value }: { value: string }) {
  const written = useWritten(value, (text) => sent.push(text));
  useEffect(() => {
    held.written = written;
  });
  return <p>{written.text}</p>;
}

let drawn: Drawn;
beforeEach(async () => {
  sent.length = 0;
  drawn = await render(<Field value="" />);
  vi.useFakeTimers();
});
afterEach(async () => {
  vi.useRealTimers();
  await drawn.unmount();
});
const write = (text: string) => act(async () => held.written!.write(text));
const wait = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

test("letters are shown at once and handed on when writing rests", async () => {
  for (const text of ["h", "he", "hel"]) {
    await write(text);
    expect(drawn.find("p").textContent).toBe(text);
    await wait(kDebounceMs - 1);
  }
  expect(sent).toEqual([]);
  await wait(1);
  expect(sent).toEqual(["hel"]);
});

test("half a Chinese word is never handed on", async () => {
  await act(async () => held.written!.composition.onCompositionStart());
  await write("pa shan");
  await wait(1000);
  expect(sent).toEqual([]);
  await write("爬山");
  await act(async () => held.written!.composition.onCompositionEnd());
  await wait(kDebounceMs);
  expect(sent).toEqual(["爬山"]);
});

test("what comes back from the address does not undo later letters", async () => {
  await write("a");
  await wait(kDebounceMs);
  await write("ab");
  await drawn.draw(<Field value="a" />);
  expect(drawn.find("p").textContent).toBe("ab");
  await wait(kDebounceMs);
  expect(sent).toEqual(["a", "ab"]);
});

test("another query from outside replaces the text and what was about to be sent", async () => {
  await write("a");
  await drawn.draw(<Field value="in:b" />);
  expect(drawn.find("p").textContent).toBe("in:b");
  await wait(1000);
  expect(sent).toEqual([]);
});

test("a commit does not wait", async () => {
  await write("a");
  await act(async () => held.written!.commit("a from:me"));
  await wait(1000);
  expect(sent).toEqual(["a from:me"]);
});
