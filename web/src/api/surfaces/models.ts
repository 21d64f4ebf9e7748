// Models: what is inside and who answers (X20), profiles and embedding (W076, W078), their tests (W047, W065).
import { askLive, list, type Ask } from "api/ask";
import { get, post, put } from "api/client";
import type { Schemas } from "api/schema";

/** A model inside. */
export type Inside = Schemas["State"];
/** Who answers, or embeds, now. Provider "local": the one inside; "": nobody. */
export type Standing = Schemas["Standing"];
export type Provider = Schemas["KnownProvider"];
export type ModelsState = Schemas["ModelsAnswer"];
export type Profile = Schemas["LlmProfile"];
export type Tested = Pick<Schemas["Tested"], "provider" | "model">;

/** What stands for a key that is stored. */
export const kHasKey = "__HAS_KEY__";

/** The part of W076 that W078 replaces. */
export type LlmSettings = Omit<Required<Schemas["LlmSettings"]>, "llm_profiles"> & {
  llm_profiles: Profile[];
};

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

export const modelsState = (): Ask<ModelsState> =>
  askLive("/api/kith/models", {}, (body) => ({
    ...body,
    providers: list(body.providers),
    embedders: list(body.embedders),
  }));

export const llmSettings = (): Ask<LlmSettings> => askLive("/api/preferences", {}, settingsOf);

/** Changes what is stored now: read, changed, written as a whole. */
export async function changeLlm(edit: (now: LlmSettings) => LlmSettings): Promise<void> {
  const now = settingsOf(await get("/api/preferences"));
  await put("/api/preferences/llm", { body: edit(now) });
}

/** W047: the model is asked for real; this may take minutes. */
export const testProfile = (id: string, signal?: AbortSignal): Promise<Tested> =>
  post("/api/ai/llm/test", { body: { profile_id: id }, signal });

/** W065. */
export const testEmbedding = (signal?: AbortSignal): Promise<Tested> =>
  post("/api/ai/vec/test-embedding", { signal });
