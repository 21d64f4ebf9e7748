// The shapes of answers: those the server describes, under short names, and those whose endpoints
// answer with text that its description does not name yet.
import type { Schemas } from "api/schema";

export type Boot = Schemas["Boot"];
export type LockSettings = Schemas["LockSettings"];
export type Job = Schemas["JobInfo"];
export type JobState = Schemas["JobState"];
export type Found = Schemas["FoundView"];
export type Hit = Schemas["HitView"];
export type Facet = Schemas["FacetView"];
export type Facets = Schemas["FacetsView"];
export type QueryProblem = Schemas["ProblemView"];
export type Choice = Schemas["ChoiceView"];
export type Window = Schemas["WindowView"];
export type Item = Schemas["ItemView"];
export type Media = Schemas["MediaView"];
export type Quote = Schemas["QuoteView"];
export type Pay = Schemas["PayView"];
export type ScannedSource = Schemas["ScannedSource"];
export type OwnerCandidate = Schemas["OwnerCandidate"];
export type ImportReport = Schemas["ImportReport"];
export type ImportEntry = Schemas["ImportView"];
export type Skipped = Schemas["Skipped"];
export type ImportBody = Schemas["ImportBody"];
export type Active = Schemas["ActiveView"];
export type Browsed = Schemas["Browsed"];
export type AppInfo = Schemas["Info"];
export type IndexStatus = Schemas["IndexStatus"];
export type Diagnostics = Schemas["Diagnostics"];
export type ChatMessage = Schemas["ChatMessage"];
export type FoundChat = Schemas["Found"];
export type TrendPoint = Schemas["TrendPoint"];

/** X03 as it comes: element i of every column is entry i. */
export interface DirectoryColumns {
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

/** W006. Counts without messages of the system; times are local text, see lib/time. */
export interface ContactStats {
  username: string;
  nickname: string;
  remark: string;
  alias: string;
  flag: number;
  description: string;
  big_head_url: string;
  small_head_url: string;
  total_messages: number;
  their_messages: number;
  my_messages: number;
  their_chars: number;
  my_chars: number;
  first_message_time: string;
  last_message_time: string;
  first_message_ts?: number;
  last_message_ts?: number;
  first_msg: string;
  emoji_count: number;
  type_pct: Record<string, number>;
  type_cnt: Record<string, number>;
  shared_groups_count: number;
  peak_monthly: number;
  peak_period: string;
  recent_monthly: number;
  recall_count: number;
  avg_msg_len: number;
  money_count: number;
  chat: string;
}

export interface LateNight {
  name: string;
  late_night_count: number;
  total_messages: number;
  ratio: number;
  username: string;
}

/** W007. */
export interface GlobalStats {
  total_friends: number;
  zero_msg_friends: number;
  total_messages: number;
  busiest_day: string;
  busiest_day_count: number;
  midnight_champ: string;
  emoji_king: string;
  monthly_trend: Record<string, number>;
  group_monthly_trend: Record<string, number>;
  hourly_heatmap: number[];
  group_hourly_heatmap: number[];
  type_mix: Record<string, number>;
  type_distribution: Record<string, number>;
  late_night_ranking: LateNight[];
}

/** W043: of a group also who. */
export interface DayMessage extends ChatMessage {
  speaker?: string;
  avatar_url?: string;
}
