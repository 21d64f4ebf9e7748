import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { closeReceipt, openReceipt } from "ui/Receipts/receipts";
import ReceiptsDrawer from "ui/Receipts/ReceiptsDrawer";
import { press, render, serve, settle, until } from "../../../tests/support/render";

const hit = (id: number, text: string) => ({
  id,
  chat: 1,
  chat_name: "阿梅",
  is_group: false,
  ts: 1_710_507_840,
  sender: 2,
  sender_name: "阿梅",
  is_mine: false,
  type: "text",
  text,
  marks: [],
});
const page = (hits: unknown[], total: number, cursor = "") => ({
  total,
  took_ms: 2.4,
  exact: true,
  sort: "new",
  hits,
  cursor,
  problems: [],
});

afterEach(() => {
  closeReceipt();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(expected: number, why?: string) {
  const drawn = await render(<ReceiptsDrawer />);
  await act(async () => openReceipt({ query: "in:阿梅 is:late", title: "Late", expected, why }));
  await until(() => document.querySelector("[aria-busy=true]") === null);
  await settle();
  return drawn;
}

test("the drawer lists the messages and goes on by the cursor", async () => {
  const asked = serve({
    "/api/kith/find?q=in%3A%E9%98%BF%E6%A2%85+is%3Alate&cursor=c1": page([hit(2, "second")], 2),
    "/api/kith/find?q=in%3A%E9%98%BF%E6%A2%85+is%3Alate": page([hit(1, "first")], 2, "c1"),
  });
  const drawn = await opened(2);
  expect(drawn.text()).toContain("in:阿梅 is:late");
  expect(drawn.text()).toContain("2 messages · 2 ms");
  expect(drawn.text()).toContain("first");
  expect(drawn.text()).not.toContain("counted,");
  await press(drawn.named("Show more"));
  await until(() => drawn.text().includes("second"));
  expect(asked).toHaveLength(2);
  expect(drawn.find<HTMLAnchorElement>("a[href*=search]").hash).toContain("q=in%3A");
});

test("a difference is named, with the reason", async () => {
  serve({ "/api/kith/find": page([hit(1, "x")], 409) });
  const drawn = await opened(412, "3 system rows.");
  expect(drawn.text()).toContain("412 counted, 409 shown.");
  expect(drawn.text()).toContain("3 system rows.");
});

test("a failure is told in the server's words and can be tried again", async () => {
  serve({ "/api/kith/find": new Response('{"error":"数据库打不开"}', { status: 400 }) });
  const drawn = await opened(1);
  expect(drawn.text()).toContain("数据库打不开");
  serve({ "/api/kith/find": page([], 0) });
  await press(drawn.named("Retry"));
  await until(() => drawn.text().includes("No messages."));
});

test("after ten seconds one may stop waiting: the request ends, and can be made again", async () => {
  let ended = false;
  vi.stubGlobal("fetch", (_: unknown, { signal }: RequestInit) => {
    signal?.addEventListener("abort", () => (ended = true));
    return new Promise(() => undefined);
  });
  vi.useFakeTimers();
  const drawn = await render(<ReceiptsDrawer />);
  await act(async () => openReceipt({ query: "in:阿梅", title: "All", expected: 1 }));
  await act(async () => vi.advanceTimersByTimeAsync(10_001));
  vi.useRealTimers();
  await press(drawn.named("Cancel"));
  await until(() => drawn.text().includes("Cancelled"));
  expect(ended).toBe(true);
  serve({ "/api/kith/find": page([hit(1, "here")], 1) });
  await press(drawn.named("Retry"));
  await until(() => drawn.text().includes("here"));
});
