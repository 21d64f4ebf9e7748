import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { acceptBoot, bootStore } from "app/boot";
import { forget, isPin, lockNow, lockState, startLock, unlock, watchIdle } from "app/lock/lock";
import { LockScreen } from "app/lock/LockScreen";
import { queryClient } from "app/query";
import { press, render, serve, settle, type, until } from "../../../tests/support/render";

const kOff = { enabled: false, auto_lock_minutes: 0, lock_on_startup: false };
const kOn = { ...kOff, enabled: true };
const boot = (lock = kOn) => ({
  version: "1",
  mode: "local",
  auth: { required: false },
  lock,
  folder: "/home/lin/kith",
});
const answer = (status: number, body: object, headers: HeadersInit = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });

/** Another tab of the browser. */
let other: BroadcastChannel;
const heard: { kind: string }[] = [];
beforeEach(() => {
  other = new BroadcastChannel("kith.lock");
  other.addEventListener("message", ({ data }) => heard.push(data as { kind: string }));
});
afterEach(async () => {
  serve({ "/api/lock/verify": { ok: true }, "/api/kith/boot": boot(kOff) });
  await unlock("1234");
  other.close();
  heard.length = 0;
  queryClient.clear();
  vi.useRealTimers();
});

test("without a PIN nothing is asked and nothing is locked", async () => {
  acceptBoot(boot(kOff));
  const asked = serve({});
  await startLock();
  lockNow();
  expect(lockState().locked).toBe(false);
  expect(asked).toEqual([]);
});

test("locking empties the cache and what the boot told, the right PIN brings it back", async () => {
  acceptBoot(boot());
  queryClient.setQueryData(["archive", 1, "x"], "a secret text");
  lockNow();
  forget();
  expect(lockState()).toEqual({ ...kOn, locked: true });
  expect(queryClient.getQueryCache().getAll()).toEqual([]);
  expect(bootStore.get().boot.folder).toBe("");
  serve({ "/api/lock/verify": { ok: false } });
  expect(await unlock("4321")).toBe(false);
  expect(lockState().locked).toBe(true);
  serve({ "/api/lock/verify": { ok: true }, "/api/kith/boot": boot() });
  expect(await unlock("1234")).toBe(true);
  expect(lockState().locked).toBe(false);
  expect(bootStore.get().boot.folder).toBe("/home/lin/kith");
});

test("it stays locked while the rest of the boot does not come", async () => {
  acceptBoot(boot());
  lockNow();
  serve({ "/api/lock/verify": { ok: true }, "/api/kith/boot": "offline" });
  await expect(unlock("1234")).rejects.toThrow("network");
  expect(lockState().locked).toBe(true);
});

test("a PIN that was removed elsewhere locks nobody out", async () => {
  acceptBoot(boot());
  lockNow();
  serve({
    "/api/lock/verify": answer(400, { error: "尚未设置 PIN" }),
    "/api/kith/boot": boot(kOff),
  });
  expect(await unlock("1234")).toBe(true);
  expect(lockState()).toEqual({ ...kOff, locked: false });
});

test("a reload while locked stays locked, and so does a start that wants it", async () => {
  acceptBoot(boot());
  sessionStorage.setItem("kith.locked", "1");
  await startLock();
  expect(lockState().locked).toBe(true);
  expect(bootStore.get().boot.folder).toBe("");
  serve({ "/api/lock/verify": { ok: true }, "/api/kith/boot": boot() });
  await unlock("1234");
  expect(sessionStorage.getItem("kith.locked")).toBeNull();
  await startLock();
  expect(lockState().locked).toBe(false);
  acceptBoot(boot({ ...kOn, lock_on_startup: true }));
  await startLock();
  expect(lockState().locked).toBe(true);
});

test("tabs lock and open together", async () => {
  acceptBoot(boot());
  other.postMessage({ kind: "locked" });
  await until(() => lockState().locked);
  other.postMessage({ kind: "asks" });
  await until(() => heard.some(({ kind }) => kind === "locked"));
  serve({ "/api/kith/boot": boot() });
  other.postMessage({ kind: "opened" });
  await until(() => !lockState().locked);
  lockNow();
  await until(() => heard.filter(({ kind }) => kind === "locked").length > 1);
});

test("a new tab asks the others whether they are locked", async () => {
  acceptBoot(boot());
  other.addEventListener("message", ({ data }) => {
    if ((data as { kind: string }).kind === "asks") other.postMessage({ kind: "locked" });
  });
  await startLock();
  expect(lockState().locked).toBe(true);
});

test("it locks by itself after minutes without a touch, also when a touch comes first", () => {
  vi.useFakeTimers();
  acceptBoot(boot({ ...kOn, auto_lock_minutes: 30 }));
  const stop = watchIdle();
  dispatchEvent(new Event("wheel"));
  vi.advanceTimersByTime(29 * 60_000);
  dispatchEvent(new Event("keydown"));
  vi.advanceTimersByTime(29 * 60_000);
  expect(lockState().locked).toBe(false);
  vi.setSystemTime(Date.now() + 60 * 60_000); // the machine slept, no timer ran
  dispatchEvent(new Event("pointermove"));
  expect(lockState().locked).toBe(true);
  stop();
});

test("a PIN has 4 to 32 bytes and no space around it, as on the server", () => {
  for (const good of ["1234", "一二", "12 34", "x".repeat(32)])
    expect(isPin(good), good).toBe(true);
  for (const bad of ["", "123", " 1234", "1234\u3000", "x".repeat(33), "一".repeat(11)])
    expect(isPin(bad), bad).toBe(false);
});

test("the lock screen says what it is, what was wrong, and how long to wait", async () => {
  let came: () => Promise<boolean> = async () => false;
  const drawn = await render(<LockScreen onUnlock={() => came()} />);
  const submit = () => press(drawn.find("button[type=submit]"));
  expect(document.title).toBe("Locked · Kith");
  expect(drawn.text()).toContain("This hides the screen. It does not encrypt your files.");
  expect(document.activeElement).toBe(drawn.find("input"));
  await type(drawn.find<HTMLInputElement>("input"), "4321");
  await submit();
  await settle();
  expect(drawn.text()).toContain("That is not the PIN.");
  expect(drawn.find<HTMLInputElement>("input").value).toBe("");
  serve({ "/api/lock/verify": answer(429, { error: "…" }, { "Retry-After": "90" }) });
  came = () => unlock("4321");
  acceptBoot(boot());
  await submit();
  await settle();
  expect(drawn.text()).toContain("Too many wrong PINs.");
  expect(drawn.text()).toMatch(/Try again in 1 min,? 30 sec/);
  expect(drawn.find<HTMLButtonElement>("button[type=submit]").disabled).toBe(true);
  await drawn.unmount();
});
