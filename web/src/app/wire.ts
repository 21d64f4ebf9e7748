// The shapes of the own endpoints (X01, X03, X04, X11) as the shell uses them.

export interface Job {
  id: number;
  kind: string;
  label: string;
  state: "queued" | "running" | "paused" | "done" | "failed" | "cancelled";
  done: number;
  /** 0: not known. */
  total: number;
  rate: number;
  eta_s: number | null;
  detail: string;
  error: string;
  /** What the job made: the number of the import. */
  subject: number;
}

export interface Boot {
  version: string;
  mode: string;
  lang: string;
  timezone: string;
  self: { id: string; name: string; avatar: string } | null;
  auth: { required: boolean };
  lock: { enabled: boolean };
  archive: {
    state: "none" | "loading" | "ready";
    generation: number;
    people: number;
    groups: number;
    messages: number;
    /** Unix seconds, 0: none. */
    first: number;
    last: number;
    progress: Job | null;
  };
  model: { id: string; name: string; provider: string; local: boolean; ready: boolean };
  egress: { sealed: boolean; calls: number; bytes: number };
  jobs: Job[];
  prefs: { timezone: string; language: string };
  folder: string;
}

/** Columns of the same length: row i is one person, group or official account. */
export interface Directory {
  generation: number;
  ids: string[];
  chats: number[];
  people: number[];
  names: string[];
  alt: string[];
  kind: number[];
  source: string[];
  count: number[];
  last_ts: number[];
  avatar: string[];
}

export interface Hit {
  id: number;
  chat: number;
  chat_name: string;
  is_group: boolean;
  ts: number;
  sender: number;
  sender_name: string;
  is_mine: boolean;
  type: string;
  text: string;
  /** Pairs of UTF-16 offsets into text. */
  marks: [number, number][];
}

export interface Choice {
  id: number;
  name: string;
  count: number;
}

export interface Found {
  total: number;
  took_ms: number;
  exact: boolean;
  sort: string;
  hits: Hit[];
  facets: {
    chat: Choice[];
    person: Choice[];
    month: Record<string, number>;
    type: Record<string, number>;
  } | null;
  cursor: string;
  error_at?: number;
}
