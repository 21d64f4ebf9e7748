// What went wrong, in words of the owner; the server's own words follow.
import { ApiError } from "api/errors";
import type { Key, Translate } from "i18n/index";

const kKnown: Readonly<Record<string, Key>> = {
  unknown_format: "imports.problem.format",
  no_such_path: "imports.problem.path",
  no_permission: "imports.problem.rights",
  disk_full: "imports.problem.disk",
  no_chats: "imports.problem.noChats",
  vanished: "imports.problem.gone",
  original_gone: "imports.problem.gone",
};

/** Our sentence; `otherwise` when the cause has none of its own. */
export function sentenceOf(error: unknown, otherwise: Key): Key {
  if (!(error instanceof ApiError)) return otherwise;
  if (error.offline) return "state.noServer";
  return kKnown[error.reason ?? ""] ?? otherwise;
}

export const detailsOf = (error: unknown): string => {
  if (error instanceof ApiError) return error.text || error.reason || "";
  return error instanceof Error ? error.message : String(error);
};

/** Both in one line, for places with room for one. */
export function problemText(t: Translate, error: unknown): string {
  const details = detailsOf(error);
  const ours = t(sentenceOf(error, "imports.problem.other"));
  return details ? `${ours} ${details}` : ours;
}

const kSkips = new Set(["bad_line", "bad_time", "broken_frame", "same_id", "too_long", "other"]);

/** A reason of skipped rows: known words are explained, others are shown as they are. */
export const skipText = (t: Translate, reason: string): string =>
  kSkips.has(reason) ? t(`imports.skip.${reason}` as Key) : reason;

const kFormats = new Set(["wechat", "chatlab", "telegram", "demo"]);

export const formatName = (t: Translate, format: string): string =>
  kFormats.has(format) ? t(`imports.format.${format}` as Key) : format;
