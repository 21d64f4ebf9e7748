import { afterEach, expect, test } from "vitest";
import { acceptBoot } from "app/boot";
import { loadLock, lockNow, lockState } from "app/lock";
import { queryClient } from "app/query";
import LockScreen from "app/shell/LockScreen";
import { press, render, serve, settle, type } from "../../tests/support/render";

const boot = (enabled: boolean) =>
  acceptBoot({ version: "1", mode: "local", auth: { required: false }, lock: { enabled } });
const status = { enabled: true, auto_lock_minutes: 30, lock_on_startup: false };

afterEach(() => queryClient.clear());

test("without a PIN nothing is asked and nothing is locked", async () => {
  boot(false);
  const asked = serve({});
  await loadLock();
  lockNow();
  expect(lockState().locked).toBe(false);
  expect(asked).toEqual([]);
});

test("locking empties the cache, a wrong PIN says so, the right one opens", async () => {
  boot(true);
  serve({ "/api/lock/status": status, "/api/lock/verify": { ok: false } });
  await loadLock();
  queryClient.setQueryData(["archive", 1, "x"], "a secret text");
  lockNow();
  expect(lockState().locked).toBe(true);
  expect(queryClient.getQueryCache().getAll()).toEqual([]);

  const drawn = await render(<LockScreen />);
  expect(drawn.text()).toContain("does not encrypt");
  await type(drawn.find<HTMLInputElement>("input"), "1234");
  await press(drawn.find("button[type=submit]"));
  await settle();
  expect(drawn.text()).toContain("not the PIN");
  expect(lockState().locked).toBe(true);

  serve({ "/api/lock/verify": { ok: true } });
  await press(drawn.find("button[type=submit]"));
  await settle();
  expect(lockState().locked).toBe(false);
});

test("a reload while locked stays locked, and so does a start that wants it", async () => {
  boot(true);
  serve({ "/api/lock/status": status });
  await loadLock();
  lockNow();
  await loadLock();
  expect(lockState().locked).toBe(true);
  sessionStorage.clear();
  await loadLock();
  expect(lockState().locked).toBe(false);
  serve({ "/api/lock/status": { ...status, lock_on_startup: true } });
  await loadLock();
  expect(lockState().locked).toBe(true);
});
