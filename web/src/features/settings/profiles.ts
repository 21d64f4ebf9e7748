// What a form does to the profiles of models. Pure.
import { kHasKey, type LlmSettings, type Profile, type Provider } from "api/surfaces/models";

/** Proper names; every other provider is called by its id. */
const kNames: Readonly<Record<string, string>> = {
  deepseek: "DeepSeek",
  doubao: "豆包 Doubao",
  kimi: "Kimi",
  gemini: "Gemini",
  glm: "智谱 GLM",
  grok: "Grok",
  minimax: "MiniMax",
  "minimax-cn": "MiniMax 中国",
  openai: "OpenAI",
  ollama: "Ollama",
  qwen: "通义千问 Qwen",
  hunyuan: "腾讯混元",
  qianfan: "百度千帆",
  openrouter: "OpenRouter",
  mistral: "Mistral",
  groq: "Groq",
  together: "Together",
  fireworks: "Fireworks",
  perplexity: "Perplexity",
  cohere: "Cohere",
  siliconflow: "硅基流动 SiliconFlow",
  yi: "零一万物",
  stepfun: "阶跃星辰",
  azure: "Azure OpenAI",
  claude: "Claude",
  bedrock: "AWS Bedrock",
  vertex: "Google Vertex AI",
  jina: "Jina",
};
export const providerName = (id: string): string => kNames[id] ?? id;

/** Providers whose models can be told how long to think. */
export const kEfforts = ["", "low", "medium", "high"] as const;
export const takesEffort = (provider: string): boolean =>
  provider === "openai" || provider === "claude";

/** A name that nobody else draws; works without a secure context. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");

export const newProfile = (provider: string): Profile => ({ id: newId(), name: "", provider });

/** Another provider: the key of the one before is not sent to it. */
export const withProvider = (profile: Profile, provider: string): Profile => ({
  ...profile,
  provider,
  base_url: "",
  model: "",
  api_key: "",
});

/** A stored key cannot be taken out of its profile: the profile becomes another one. */
export const withoutKey = (profile: Profile): Profile => ({ ...profile, id: newId(), api_key: "" });

/** Put in its place, or at the end; `before` is its id when that has changed. */
export function withProfile(all: readonly Profile[], profile: Profile, before: string): Profile[] {
  const at = all.findIndex(({ id }) => id === before);
  return at < 0 ? [...all, profile] : all.with(at, profile);
}

export const withoutProfile = (all: readonly Profile[], id: string): Profile[] =>
  all.filter((one) => one.id !== id);

/** One place up (-1) or down (1); at an end nothing changes. */
export function moved(all: readonly Profile[], id: string, by: -1 | 1): Profile[] {
  const at = all.findIndex((one) => one.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= all.length) return [...all];
  return all.with(at, all[to]!).with(to, all[at]!);
}

/** Without profiles the single fields would stand for one: they go with the last. */
export const withProfiles = (now: LlmSettings, llm_profiles: Profile[]): LlmSettings =>
  llm_profiles.length > 0
    ? { ...now, llm_profiles }
    : { ...now, llm_profiles, llm_provider: "", llm_base_url: "", llm_model: "" };

/** Where it sends, with the provider's own address where none is given. */
export const baseOf = (
  { base_url, provider }: { base_url?: string; provider: string },
  providers: readonly Provider[],
): string => base_url || (providers.find(({ id }) => id === provider)?.base_url ?? "");

/** "api.example.com"; "" for what is no address. */
export function hostOf(base: string): string {
  try {
    return new URL(base.trim()).host;
  } catch {
    return "";
  }
}

const kHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;
/** Whether that host is this machine: nothing leaves. */
export const isHere = (host: string): boolean => kHere.test(host);

/** What a form would have to be told before it can be saved. */
export type Lack = "base" | "model" | "address";
export function lackOf(profile: Profile, providers: readonly Provider[]): Lack | undefined {
  const base = baseOf(profile, providers);
  if (!base && profile.provider !== "claude") return "base";
  if (base && (!/^https?:\/\//i.test(base.trim()) || !hostOf(base))) return "address";
  const model = profile.model || providers.find(({ id }) => id === profile.provider)?.model;
  return model ? undefined : "model";
}

export const hasKey = (profile: Profile): boolean => Boolean(profile.api_key);
export const keyKept = (profile: Profile): boolean => profile.api_key === kHasKey;
