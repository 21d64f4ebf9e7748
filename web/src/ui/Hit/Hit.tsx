// A found message: when, who, where, and its text with the found words marked. It opens the reader at that message.
import type { ReactNode } from "react";
import { useTimes } from "app/format";
import { toChat } from "app/links";
import { useShownName } from "app/names";
import type { Hit as Found } from "api/types";
import { type Translate, useT } from "i18n/index";
import { langOf, segmentsOf } from "lib/text";
import { Link } from "ui/Link/Link";
import css from "ui/Hit/Hit.module.css";

/** The text with its found words marked; offsets count code points, as the server does. */
export function marked(text: string, marks: readonly (readonly [number, number])[]): ReactNode[] {
  return segmentsOf(text, marks).map((part, i) =>
    // eslint-disable-next-line react/no-array-index-key -- pieces have no other name
    part.marked ? <mark key={i}>{part.text}</mark> : part.text,
  );
}

export interface HitProps {
  hit: Found;
  /** The words that led here: the reader marks them too. */
  q?: string;
}

export function Hit({ hit, q }: HitProps) {
  const t = useT();
  const times = useTimes();
  const at = hit.ts * 1000;
  const shown = useShownName();
  const sender = hit.is_mine ? t("hit.me") : shown(hit.sender_name);
  return (
    <Link to={toChat(hit.chat, { m: hit.id, q })} className={css.hit}>
      <span className={css.meta}>
        <time dateTime={times.machine(at)}>{times.stamp(at)}</time>
        <span dir="auto">{whereOf(hit, sender, shown(hit.chat_name), t)}</span>
      </span>
      <span className={css.text} dir="auto" lang={langOf(hit.text)}>
        {hit.text ? marked(hit.text, hit.marks) : t("hit.noText", { kind: t(kindKey(hit.type)) })}
      </span>
    </Link>
  );
}

/** In a private chat the other side is named once: it wrote, or it was written to. */
function whereOf(hit: Found, sender: string, chat: string, t: Translate): string {
  if (hit.is_group) return t("hit.inGroup", { sender, chat });
  return hit.is_mine ? t("hit.toPerson", { sender, chat }) : sender;
}

const kinds = [
  "text",
  "image",
  "voice",
  "video",
  "sticker",
  "file",
  "link",
  "quote",
  "call",
  "location",
  "redpacket",
  "transfer",
  "card",
  "miniapp",
  "channel",
  "app",
  "system",
  "other",
] as const;
type Kind = (typeof kinds)[number];

/** The key of a kind's name; an unknown kind is "other". */
export function kindKey(type: string): `kind.${Kind}` {
  return `kind.${(kinds as readonly string[]).includes(type) ? (type as Kind) : "other"}`;
}
