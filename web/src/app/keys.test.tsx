import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen, useKeys } from "app/keys";
import { settings } from "app/settings";
import { key, render } from "../../tests/support/render";

let stop = () => {};
beforeEach(() => {
  stop = listen();
});
afterEach(() => {
  stop();
  settings.set({ letterKeys: true });
});

function Commands({ run, keys }: { run: () => void; keys: string }) {
  useKeys([{ keys, text: "x", run }]);
  return <input aria-label="field" />;
}

test("a letter runs its command, but not while one types", async () => {
  const run = vi.fn();
  const drawn = await render(<Commands keys="d" run={run} />);
  await key(document.body, "d");
  expect(run).toHaveBeenCalledTimes(1);
  await key(drawn.find("input"), "d");
  expect(run).toHaveBeenCalledTimes(1);
  await drawn.unmount();
  await key(document.body, "d");
  expect(run).toHaveBeenCalledTimes(1);
});

test("letters can be switched off, others go on", async () => {
  const letter = vi.fn();
  const control = vi.fn();
  const drawn = await render(
    <>
      <Commands keys="d" run={letter} />
      <Commands keys="Mod+k" run={control} />
    </>,
  );
  settings.set({ letterKeys: false });
  await key(document.body, "d");
  await key(drawn.find("input"), "k", { ctrlKey: true });
  expect(letter).not.toHaveBeenCalled();
  expect(control).toHaveBeenCalledTimes(1);
});

test("g and a letter are one command", async () => {
  const run = vi.fn();
  await render(<Commands keys="g p" run={run} />);
  await key(document.body, "p");
  expect(run).not.toHaveBeenCalled();
  await key(document.body, "g");
  await key(document.body, "p");
  expect(run).toHaveBeenCalledTimes(1);
});

test("the newest layer is asked first, and only with its own modifiers", async () => {
  const [old, young] = [vi.fn(), vi.fn()];
  await render(
    <>
      <Commands keys="Shift+n" run={old} />
      <Commands keys="Shift+n" run={young} />
    </>,
  );
  await key(document.body, "N", { shiftKey: true });
  await key(document.body, "n", { ctrlKey: true });
  expect(old).not.toHaveBeenCalled();
  expect(young).toHaveBeenCalledTimes(1);
});
