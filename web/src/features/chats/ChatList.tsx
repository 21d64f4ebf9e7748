// All conversations, narrowed as one types.
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { Entry } from "api/surfaces/kith";
import { useTimes } from "app/format";
import { useKeys } from "app/keys";
import { toChat } from "app/links";
import { useShownName } from "app/names";
import type { Directory } from "app/people";
import { addressIdOf, conversations, matching, namesOf } from "features/chats/chats";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { EmptyState } from "ui/Empty/Empty";
import { FilterField } from "ui/Form/FilterField";
import { Num } from "ui/Num/Num";
import { VirtualList } from "ui/VirtualList/VirtualList";
import { Who } from "ui/Who/Who";
import css from "features/chats/Chats.module.css";

const kRow = 64;

export interface ChatListProps {
  directory: Directory;
  /** The number of the open conversation. */
  open: number | undefined;
}

export function ChatList({ directory, open }: ChatListProps) {
  const t = useT();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const asked = useDeferredValue(text);
  const all = useMemo(() => conversations(directory.entries), [directory]);
  const index = useMemo(() => namesOf(all, Math.floor(Date.now() / 1000)), [all]);
  const shown = useMemo(() => matching(all, index, asked), [all, index, asked]);
  useKeys(open ? [] : [{ keys: "f", text: t("chats.filter"), run: () => field.current?.focus() }]);
  const firstRow = () => pane.current?.querySelector<HTMLElement>("[data-rows] a")?.focus();
  return (
    <div ref={pane} className={css.listPane}>
      <FilterField
        ref={field}
        className={css.filter}
        label={t("chats.filter")}
        value={text}
        onChange={setText}
        onDown={firstRow}
      />
      <p className="visually-hidden" role="status">
        {t("chats.count", { n: shown.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyState
          text={asked ? t("chats.noneFound", { q: asked }) : t("chats.none")}
          drawing="search"
        />
      ) : (
        <VirtualList
          label={t("chats.title")}
          scroll="inside"
          className={css.rows}
          count={shown.length}
          rowHeight={kRow}
          keyOf={(i) => shown[i]?.chat ?? i}
          row={(i) => {
            const entry = shown[i]!;
            return (
              <ChatRow
                entry={entry}
                query={receipt({ in: directory.inChat(entry) })}
                open={entry.chat === open}
              />
            );
          }}
        />
      )}
    </div>
  );
}

function ChatRow({ entry, query, open }: { entry: Entry; query: string; open: boolean }) {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  const name = shown(entry.name);
  const at = entry.last * 1000;
  return (
    <div className={css.row} data-open={open || undefined}>
      <Who
        entry={entry}
        to={toChat(addressIdOf(entry))}
        below={entry.alt[0] && shown(entry.alt[0])}
        open={open}
      />
      <span className={css.side}>
        {entry.last > 0 && (
          <time dateTime={times.machine(at)} title={times.stamp(at)}>
            {times.brief(at, Date.now())}
          </time>
        )}
        <Num value={entry.count} query={query} title={t("chats.messagesWith", { name })} compact />
      </span>
    </div>
  );
}
