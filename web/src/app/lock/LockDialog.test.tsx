import { beforeEach, expect, test } from "vitest";
import { acceptBoot } from "app/boot";
import { lockState } from "app/lock/lock";
import LockDialog from "app/lock/LockDialog";
import { closeLayer, openLock } from "app/shell/layers";
import { type Drawn, press, render, serve, settle, type } from "../../../tests/support/render";

const kOff = { enabled: false, auto_lock_minutes: 0, lock_on_startup: false };
const accept = (lock = kOff) =>
  acceptBoot({ version: "1", mode: "local", auth: { required: false }, lock });

async function opened(): Promise<Drawn> {
  closeLayer();
  openLock();
  return render(<LockDialog />);
}
const fields = (drawn: Drawn) => [...drawn.root.querySelectorAll<HTMLInputElement>("input")];
async function fill(drawn: Drawn, ...values: string[]) {
  const passwords = fields(drawn).filter((one) => one.type === "password");
  for (const [i, value] of values.entries()) await type(passwords[i]!, value);
}
async function send(drawn: Drawn, name: string) {
  await press(drawn.named(name));
  await settle();
}

beforeEach(() => accept());

test("a PIN is chosen twice alike, by the rule of the server", async () => {
  const asked = serve({ "/api/lock/setup": { status: "ok" } });
  const drawn = await opened();
  expect(drawn.text()).toContain("does not encrypt");
  await fill(drawn, "123", "123");
  await send(drawn, "Set PIN");
  expect(drawn.find("[aria-invalid]")).toBe(fields(drawn)[0]);
  await fill(drawn, "1234", "1235");
  await send(drawn, "Set PIN");
  expect(drawn.text()).toContain("not the same");
  expect(asked).toEqual([]);
  await fill(drawn, "1234", "1234");
  await send(drawn, "Set PIN");
  expect(asked).toEqual(["POST /api/lock/setup"]);
  expect(lockState().enabled).toBe(true);
  expect(drawn.text()).toContain("Lock when idle for");
  await drawn.unmount();
});

test("a PIN that somebody else set meanwhile is told in the server's words", async () => {
  serve({
    "/api/lock/setup": new Response('{"error":"已设置 PIN，请先验证旧 PIN 再修改"}', {
      status: 409,
    }),
  });
  const drawn = await opened();
  await fill(drawn, "1234", "1234");
  await send(drawn, "Set PIN");
  expect(drawn.find("[role=alert]").textContent).toContain("已设置 PIN");
  expect(lockState().enabled).toBe(false);
  await drawn.unmount();
});

test("minutes and start are saved together", async () => {
  accept({ ...kOff, enabled: true });
  serve({ "/api/lock/settings": { status: "ok" } });
  const drawn = await opened();
  await press(drawn.find("input[role=switch]"));
  await send(drawn, "Save");
  expect(lockState()).toMatchObject({ auto_lock_minutes: 0, lock_on_startup: true });
  await drawn.unmount();
});

test("changing and removing need the PIN", async () => {
  accept({ enabled: true, auto_lock_minutes: 30, lock_on_startup: true });
  serve({ "/api/lock/change": { ok: false }, "/api/lock/disable": { ok: false } });
  const drawn = await opened();
  await fill(drawn, "4321", "5678", "4321");
  await send(drawn, "Change PIN");
  await send(drawn, "Remove PIN");
  const said = [...drawn.root.querySelectorAll("[role=alert]")].map((one) => one.textContent);
  expect(said).toEqual(["That is not the PIN.", "That is not the PIN."]);
  expect(lockState().enabled).toBe(true);
  serve({ "/api/lock/change": { ok: true }, "/api/lock/disable": { ok: true } });
  await send(drawn, "Change PIN");
  expect(fields(drawn)[1]!.value).toBe("");
  await send(drawn, "Remove PIN");
  expect(lockState()).toMatchObject(kOff);
  expect(drawn.text()).toContain("Choose a PIN");
  await drawn.unmount();
});

test("too many wrong PINs are told with the wait", async () => {
  accept({ ...kOff, enabled: true });
  const headers = { "Retry-After": "60" };
  serve({ "/api/lock/disable": new Response('{"error":"…"}', { status: 429, headers }) });
  const drawn = await opened();
  await fill(drawn, "", "", "4321");
  await send(drawn, "Remove PIN");
  expect(drawn.find("[role=alert]").textContent).toBe("Too many wrong PINs. Try again in 1 min.");
  await drawn.unmount();
});
