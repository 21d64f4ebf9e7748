// One message: who, when, what. The first of a day carries the day above it.
import { memo } from "react";
import type { Entry } from "api/surfaces/kith";
import type { Item } from "api/types";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import { Body } from "features/chats/Body";
import type { Mark } from "features/chats/pieces";
import type { Row } from "features/chats/runs";
import { useT } from "i18n/index";
import { Avatar } from "ui/Avatar/Avatar";
import { Icon } from "ui/Icon/Icon";
import { Copy, Link2 } from "ui/Icon/icons";
import css from "features/chats/Message.module.css";

export interface MessageActions {
  quote: (item: Item) => void;
  choose: (id: number) => void;
  copyText: (item: Item) => void;
  copyLink: (item: Item) => void;
  /** The sheet of a day. */
  day: (day: string) => void;
}

export interface MessageProps {
  row: Row;
  place: number;
  total: number;
  group: boolean;
  /** Who wrote it, for the face. */
  person?: Entry | undefined;
  marks?: readonly Mark[] | undefined;
  /** The one the keys act on; the one the address names. */
  state: "" | "current" | "target" | "both";
  actions: MessageActions;
}

function Drawn(props: MessageProps) {
  const { row, place, total, state, actions } = props;
  const { item, day } = row;
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  const at = item.ts * 1000;
  const who = item.is_mine ? t("hit.me") : shown(item.name || t("chats.nobody"));
  const system = item.type === "system";
  const looks = system ? css.system : item.is_mine ? css.mine : css.theirs;
  const current = state === "current" || state === "both";
  return (
    <article
      data-id={item.id}
      data-current={current || undefined}
      data-target={state === "target" || state === "both" || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- articles of a feed take the focus (WAI-ARIA)
      tabIndex={current ? 0 : -1}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-label={
        system
          ? t("chats.notice", { time: times.clock(at) })
          : t("chats.message", { name: who, time: times.clock(at) })
      }
      className={`${css.message} ${looks} ${row.head ? css.head : ""}`}
      onFocus={() => actions.choose(item.id)}
    >
      {day && (
        <h2 className={css.day} data-day={day}>
          <button
            type="button"
            data-print="text"
            aria-haspopup="dialog"
            title={t("chats.daySheet")}
            onClick={() => actions.day(day)}
          >
            {times.heading(day)}
          </button>
        </h2>
      )}
      {system ? (
        <p className={css.systemLine} dir="auto">
          {item.text} <Time at={at} />
        </p>
      ) : (
        <div className={css.line} data-says={`${times.clock(at)} ${who} `}>
          <Face {...props} />
          <div className={css.column}>
            {row.head && !item.is_mine && (props.group || day) && (
              <span className={css.name} dir="auto" aria-hidden>
                {who}
              </span>
            )}
            <div className={css.bubbleLine}>
              <div className={css.bubble}>
                <Body
                  item={item}
                  marks={props.marks}
                  open={state === "target" || state === "both"}
                  onQuote={actions.quote}
                />
              </div>
              <Time at={at} />
            </div>
          </div>
        </div>
      )}
      {current && <Tools item={item} actions={actions} />}
    </article>
  );
}

/** Rows are made anew with each slice; a message is drawn again only when it looks another way. */
export const Message = memo(
  Drawn,
  (a, b) =>
    a.row.item === b.row.item &&
    a.row.day === b.row.day &&
    a.row.head === b.row.head &&
    a.place === b.place &&
    a.total === b.total &&
    a.person === b.person &&
    a.marks === b.marks &&
    a.state === b.state &&
    a.actions === b.actions,
);

function Time({ at }: { at: number }) {
  const times = useTimes();
  return (
    <time className={css.time} dateTime={times.machine(at)} title={times.stamp(at)}>
      {times.clock(at)}
    </time>
  );
}

/** Only in groups, where somebody begins to speak. */
function Face({ row, group, person }: MessageProps) {
  const { item, head } = row;
  if (!group || item.is_mine) return null;
  return (
    <span className={css.face}>
      {head && (
        <Avatar
          id={person?.id ?? String(item.sender)}
          name={person?.name ?? item.name}
          src={person?.avatar}
          size={32}
          beside
        />
      )}
    </span>
  );
}

function Tools({ item, actions }: { item: Item; actions: MessageActions }) {
  const t = useT();
  return (
    <div className={css.tools} data-print="never">
      <button type="button" className={css.tool} onClick={() => actions.copyText(item)}>
        <Icon of={Copy} size={14} />
        {t("chats.copyText")}
      </button>
      <button type="button" className={css.tool} onClick={() => actions.copyLink(item)}>
        <Icon of={Link2} size={14} />
        {t("chats.copyLink")}
      </button>
    </div>
  );
}
