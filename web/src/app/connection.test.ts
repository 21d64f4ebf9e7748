import { expect, test } from "vitest";
import { isOffline, requestAnswered, requestFailed, setOffline } from "app/connection";

test("three requests in a row without an answer are offline, two are not", () => {
  setOffline(false);
  requestFailed();
  requestFailed();
  requestAnswered();
  requestFailed();
  requestFailed();
  expect(isOffline()).toBe(false);
  requestFailed();
  expect(isOffline()).toBe(true);
  setOffline(false);
  expect(isOffline()).toBe(false);
  requestFailed();
  expect(isOffline()).toBe(false);
});
