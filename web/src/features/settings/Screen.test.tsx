import { beforeEach, expect, test } from "vitest";
import { go, here } from "app/router";
import SettingsScreen from "features/settings/Screen";
import { loadTexts } from "i18n/index";
import { press, render, serve, settle, type } from "../../../tests/support/render";

const inside = {
  phase: "absent",
  name: "",
  bytes: 0,
  percent: null,
  eta_s: null,
  detail: "",
  reason: "no model file",
  start_s: null,
  prompt_per_s: 0,
  token_per_s: 0,
  restarts: 0,
};
const nobody = {
  id: "",
  name: "",
  provider: "",
  model: "",
  local: true,
  ready: false,
  reason: "absent",
};
const state = {
  chat: inside,
  embedder: { ...inside, phase: "ready", name: "e5", bytes: 71_622_400, reason: "" },
  answers: nobody,
  embeds: { ...nobody, provider: "local", model: "e5", ready: true },
  providers: [
    { id: "deepseek", base_url: "https://api.deepseek.com/v1", model: "deepseek-v4-pro" },
    { id: "custom", base_url: "", model: "" },
  ],
  embedders: [{ id: "ollama", base_url: "http://localhost:11434", model: "m", dimensions: 768 }],
};

let sent: unknown[] = [];
function answer(preferences: object) {
  sent = [];
  serve({
    "/api/kith/models": state,
    "/api/preferences": preferences,
    "/api/preferences/llm": { ok: true },
    "/api/ai/llm/test": new Response('{"error":"API 错误 401：no"}', { status: 500 }),
  });
  const { fetch } = globalThis;
  globalThis.fetch = (async (address: string, init?: RequestInit) => {
    if (init?.method === "PUT") sent.push(JSON.parse(String(init.body)));
    return fetch(address, init);
  }) as typeof globalThis.fetch;
}

async function opened() {
  await loadTexts("later");
  go("#/settings/models");
  const drawn = await render(<SettingsScreen />);
  await settle(20);
  return drawn;
}

beforeEach(() => answer({ blocked_users: [] }));

test("what is inside and what leaves is said, also when nothing is there", async () => {
  const drawn = await opened();
  for (const said of [
    "No model file yet",
    "not prepared",
    "no model file",
    "71.6 MB",
    "No model answers now; nothing is sent.",
    "Search by meaning is done on this machine by e5.",
  ])
    expect(drawn.text()).toContain(said);
  await drawn.unmount();
});

test("a provider is added with everything the server would clear otherwise", async () => {
  answer({ mem_llm_model: "qwen", embedding_provider: "ollama", embedding_dims: 768 });
  const drawn = await opened();
  await press(drawn.named("Add a provider"));
  const fields = [...document.querySelectorAll<HTMLInputElement>("dialog[open] input")];
  await type(fields[1]!, "sk-1");
  await press(drawn.named("Save"));
  document.querySelector<HTMLFormElement>("dialog[open] form")?.requestSubmit();
  await settle(20);
  expect(sent.at(-1)).toMatchObject({
    llm_profiles: [{ name: "DeepSeek", provider: "deepseek", api_key: "sk-1" }],
    mem_llm_model: "qwen",
    embedding_provider: "ollama",
    embedding_dims: 768,
  });
  await drawn.unmount();
});

test("something unsaved is not lost by a press on Close or by going elsewhere", async () => {
  const drawn = await opened();
  await press(drawn.named("Add a provider"));
  await type(document.querySelector<HTMLInputElement>("dialog[open] input")!, "mine");
  await press(drawn.named("Cancel"));
  expect(drawn.text()).toContain("Some changes are not saved.");
  go("#/people");
  expect(here().hash).toBe("#/settings/models");
  expect(location.hash).toBe("#/settings/models");
  await press(drawn.named("Discard the changes"));
  go("#/people");
  expect(here().hash).toBe("#/people");
  await drawn.unmount();
});

test("a test shows the server's own words", async () => {
  answer({ llm_profiles: [{ id: "a", name: "A", provider: "deepseek", api_key: "__HAS_KEY__" }] });
  const drawn = await opened();
  expect(drawn.text()).toContain("api.deepseek.com");
  expect(drawn.text()).not.toContain("__HAS_KEY__");
  await press(drawn.named("Test"));
  await settle(20);
  expect(drawn.text()).toContain("API 错误 401：no");
  await drawn.unmount();
});
