// Models: what is inside and who answers (own), profiles and embedding (W076, W078), their tests (W047, W065).
import { list, type Ask } from "api/ask";
import { request } from "api/client";

export type Phase =
  | "absent"
  | "preparing"
  | "ready"
  | "starting"
  | "running"
  | "stopped"
  | "failed";

/** A model inside. */
export interface Inside {
  phase: Phase;
  name: string;
  bytes: number;
  percent: number | null;
  eta_s: number | null;
  detail: string;
  reason: string;
  start_s: number | null;
  prompt_per_s: number;
  token_per_s: number;
  restarts: number;
}

/** Who answers, or embeds, now. */
export interface Standing {
  id: string;
  name: string;
  provider: string; // "local": the one inside; "" nobody
  model: string;
  local: boolean;
  ready: boolean;
  reason: string;
}

export interface Provider {
  id: string;
  base_url: string;
  model: string;
}

export interface ModelsState {
  chat: Inside;
  embedder: Inside;
  answers: Standing;
  embeds: Standing;
  providers: Provider[];
  embedders: (Provider & { dimensions: number })[];
}

export interface Profile {
  id: string;
  name: string;
  provider: string;
  api_key?: string;
  base_url?: string;
  model?: string;
  no_think?: boolean;
  reasoning_effort?: string;
}

/** What stands for a key that is stored. */
export const kHasKey = "__HAS_KEY__";

/** The part of W076 that W078 replaces. */
export interface LlmSettings {
  llm_profiles: Profile[];
  llm_provider: string;
  llm_api_key: string;
  llm_base_url: string;
  llm_model: string;
  gemini_client_id: string;
  gemini_client_secret: string;
  ai_analysis_db_path: string;
  embedding_provider: string;
  embedding_api_key: string;
  embedding_base_url: string;
  embedding_model: string;
  embedding_dims: number;
  mem_llm_base_url: string;
  mem_llm_model: string;
}

const kNothing: LlmSettings = {
  llm_profiles: [],
  llm_provider: "",
  llm_api_key: "",
  llm_base_url: "",
  llm_model: "",
  gemini_client_id: "",
  gemini_client_secret: "",
  ai_analysis_db_path: "",
  embedding_provider: "",
  embedding_api_key: "",
  embedding_base_url: "",
  embedding_model: "",
  embedding_dims: 0,
  mem_llm_base_url: "",
  mem_llm_model: "",
};

/** Every field that W078 wants, from what W076 said; it leaves out what is empty. */
export function settingsOf(preferences: object): LlmSettings {
  const given = preferences as Partial<LlmSettings>;
  const known = Object.entries(kNothing).map(([key, nothing]) => [
    key,
    given[key as keyof LlmSettings] ?? nothing,
  ]);
  return Object.fromEntries(known) as LlmSettings;
}

const ask = <T>(address: string, open: (body: never) => T): Ask<T> => ({
  address,
  scope: "live",
  open: open as (body: unknown) => T,
});

export const modelsState = (): Ask<ModelsState> =>
  ask("/api/kith/models", (body: ModelsState) => ({
    ...body,
    providers: list(body.providers),
    embedders: list(body.embedders),
  }));

export const llmSettings = (): Ask<LlmSettings> => ask("/api/preferences", settingsOf);

/** Changes what is stored now: read, changed, written as a whole. */
export async function changeLlm(edit: (now: LlmSettings) => LlmSettings): Promise<void> {
  const now = settingsOf(await request<object>("/api/preferences"));
  await request("/api/preferences/llm", { method: "PUT", body: edit(now) });
}

export interface Tested {
  provider: string;
  model: string;
}

/** W047: the model is asked for real; this may take minutes. */
export const testProfile = (id: string, signal?: AbortSignal): Promise<Tested> =>
  request("/api/ai/llm/test", { method: "POST", body: { profile_id: id }, signal });

/** W065. */
export const testEmbedding = (signal?: AbortSignal): Promise<Tested> =>
  request("/api/ai/vec/test-embedding", { method: "POST", signal });
