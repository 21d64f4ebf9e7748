import { expect, test } from "vitest";
import { acceptBoot } from "app/boot";
import type { Boot } from "api/types";
import { Screen } from "ui/Screen/Screen";
import { render } from "../../../tests/support/render";

const archive = {
  state: "ready",
  generation: 1,
  people: 1,
  groups: 0,
  messages: 9,
  first: 0,
  last: 0,
  progress: null,
} satisfies Boot["archive"];
const job: NonNullable<Boot["archive"]["progress"]> = {
  id: 1,
  kind: "import",
  label: "result.json",
  state: "running",
  done: 5,
  total: 10,
  rate: 2,
  eta_s: 3,
  detail: "",
  error: "",
  subject: 1,
};
const boot = (part: Partial<Boot["archive"]>) =>
  acceptBoot({
    version: "1",
    mode: "local",
    auth: { required: false },
    lock: { enabled: false, auto_lock_minutes: 0, lock_on_startup: false },
    archive: { ...archive, ...part },
  });
const screen = (needs: "archive" | "none" = "archive") => (
  <Screen title="People" needs={needs}>
    the rows
  </Screen>
);

test("one heading, the title of the window, and what it holds", async () => {
  boot({});
  const drawn = await render(screen());
  expect(drawn.root.querySelectorAll("h1")).toHaveLength(1);
  expect(drawn.text()).toContain("the rows");
  expect(document.title).toBe("People · Kith");
});

test("without an archive it leads to the start", async () => {
  boot({ state: "none", messages: 0 });
  const drawn = await render(screen());
  expect(drawn.text()).not.toContain("the rows");
  expect(drawn.find<HTMLAnchorElement>("a[href='#/welcome']").textContent).toBe("Start");
});

test("while the first import runs it shows how far it is", async () => {
  boot({ state: "loading", messages: 0, progress: job });
  const drawn = await render(screen());
  expect(drawn.text()).toContain("are being read");
  expect(drawn.find<HTMLProgressElement>("progress").value).toBe(0.5);
  expect(drawn.text()).toContain("5 of 10");
});

test("a screen that needs no archive is always there", async () => {
  boot({ state: "none" });
  const drawn = await render(screen("none"));
  expect(drawn.text()).toContain("the rows");
});
