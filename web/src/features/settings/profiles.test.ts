import { expect, test } from "vitest";
import { kHasKey, settingsOf, type Profile } from "api/surfaces/models";
import {
  hostOf,
  isHere,
  lackOf,
  moved,
  newProfile,
  withoutKey,
  withoutProfile,
  withProfile,
  withProfiles,
  withProvider,
} from "features/settings/profiles";

const providers = [
  { id: "openai", base_url: "https://api.openai.com/v1", model: "gpt-4o-mini" },
  { id: "azure", base_url: "", model: "gpt-4o-mini" },
  { id: "custom", base_url: "", model: "" },
  { id: "claude", base_url: "https://api.anthropic.com", model: "claude-haiku-4-5-20251001" },
];
const profile = (id: string, part: Partial<Profile> = {}): Profile => ({
  id,
  name: id,
  provider: "openai",
  ...part,
});
const ids = (all: readonly Profile[]) => all.map(({ id }) => id).join("");

test("the order changes by one place and not beyond its ends", () => {
  const all = [profile("a"), profile("b"), profile("c")];
  expect(ids(moved(all, "b", -1))).toBe("bac");
  expect(ids(moved(all, "b", 1))).toBe("acb");
  expect(ids(moved(all, "a", -1))).toBe("abc");
  expect(ids(moved(all, "c", 1))).toBe("abc");
  expect(ids(moved(all, "x", 1))).toBe("abc");
});

test("a profile is put in its place, a new one at the end", () => {
  const all = [profile("a"), profile("b")];
  expect(withProfile(all, profile("a", { name: "A" }), "a")[0]?.name).toBe("A");
  expect(ids(withProfile(all, profile("c"), "c"))).toBe("abc");
  expect(ids(withoutProfile(all, "a"))).toBe("b");
});

test("a key never goes to another provider, and leaves only with its profile", () => {
  const kept = profile("a", { api_key: kHasKey, base_url: "https://x", model: "m" });
  expect(withProvider(kept, "claude")).toEqual({
    id: "a",
    name: "a",
    provider: "claude",
    api_key: "",
    base_url: "",
    model: "",
  });
  const bare = withoutKey(kept);
  expect(bare.api_key).toBe("");
  expect(bare.id).not.toBe("a");
  // In its old place, although it is called otherwise now.
  expect(withProfile([profile("x"), kept], bare, "a")[1]).toBe(bare);
  expect(newProfile("openai").id).not.toBe(newProfile("openai").id);
});

test("every field that the server would clear is sent back as it was", () => {
  const now = settingsOf({
    llm_profiles: null,
    mem_llm_model: "qwen2.5:7b",
    embedding_dims: 768,
    blocked_users: ["somebody"],
  });
  expect(Object.keys(now)).toHaveLength(15);
  expect(now).toMatchObject({ llm_profiles: [], mem_llm_model: "qwen2.5:7b", embedding_dims: 768 });
  expect(now).not.toHaveProperty("blocked_users");
  const last = { ...now, llm_provider: "openai", llm_api_key: kHasKey, llm_model: "m" };
  expect(withProfiles(last, [])).toMatchObject({ llm_provider: "", llm_model: "" });
  expect(withProfiles(last, [profile("a")]).llm_provider).toBe("openai");
});

test("what leaves is told by the host", () => {
  expect(hostOf(" https://api.example.com/v1 ")).toBe("api.example.com");
  expect(hostOf("nonsense")).toBe("");
  for (const host of ["localhost:11434", "127.0.0.1", "127.9.9.9:1", "[::1]:80"])
    expect(isHere(host), host).toBe(true);
  for (const host of ["localhost.example.com", "192.168.1.2", "127.0.0.1.nip.io", ""])
    expect(isHere(host), host).toBe(false);
});

test("what a profile lacks is said before it is saved", () => {
  expect(lackOf(profile("a"), providers)).toBeUndefined();
  expect(lackOf(profile("a", { provider: "azure" }), providers)).toBe("base");
  expect(lackOf(profile("a", { provider: "custom", base_url: "https://x" }), providers)).toBe(
    "model",
  );
  for (const base_url of ["ftp://x", "javascript:alert(1)", "x.example.com", "https://"])
    expect(lackOf(profile("a", { base_url }), providers), base_url).toBe("address");
});
