// One conversation: its messages, the rail of its months, find, jump to a date.
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { askOptions } from "api/query";
import type { Entry } from "api/surfaces/kith";
import type { Item } from "api/types";
import { useTimes } from "app/format";
import { useShownName } from "app/names";
import type { Directory } from "app/people";
import { Conversation } from "features/chats/Conversation";
import { FindBar } from "features/chats/FindBar";
import type { MessageActions } from "features/chats/Message";
import type { MessageListHandle, Standing } from "features/chats/MessageList";
import type { ReaderModel } from "features/chats/model";
import { quotedAmong, quotedAsk, quotedIn } from "features/chats/quoted";
import { railOf } from "features/chats/rail";
import { ReaderHead } from "features/chats/ReaderHead";
import { type ReaderLayer, ReaderLayers } from "features/chats/ReaderLayers";
import { useRenewed, useStable } from "features/chats/stable";
import { useCopy } from "features/chats/useCopy";
import { useFind } from "features/chats/useFind";
import { usePlace } from "features/chats/usePlace";
import { isGone, useReader } from "features/chats/useReader";
import { useReaderKeys } from "features/chats/useReaderKeys";
import { useSteps } from "features/chats/useSteps";
import { useT } from "i18n/index";
import { useMedia } from "ui/Layer/useMedia";
import { toast } from "ui/Toast/toasts";
import css from "features/chats/Reader.module.css";

const Pane = lazy(() => import("features/chats/Pane"));
const kWide = "(min-width: 1600px)";

export interface ReaderProps {
  /** As it stands in the address. */
  id: string;
  entry: Entry;
  directory: Directory;
}

export function Reader({ id, entry, directory }: ReaderProps) {
  const t = useT();
  const times = useTimes();
  const name = useShownName();
  const reader = useReader(entry.chat, times.zone);
  const { track, items, goal, error } = reader;
  const { open, itemOf } = reader.model;
  const place = usePlace(id, open);
  const chat = directory.inChat(entry);
  const list = useRef<MessageListHandle>(null);
  const standing = useRef<Standing | undefined>(undefined);
  const monthOf = useCallback((ts: number) => times.dayOf(ts * 1000).slice(0, 7), [times]);
  const finding = useFind({
    chat,
    place,
    items,
    monthOf,
    top: () => itemOf(standing.current?.id),
  });
  const steps = useSteps({ chat: entry.chat, items, track, target: place.m, standing, list });
  const [layer, setLayer] = useState<ReaderLayer>(null);
  const [day, setDay] = useState("");
  const copy = useCopy(id);

  const { stand } = place;
  const onStand = useCallback(
    (next: Standing) => {
      standing.current = next;
      stand(next);
      const item = itemOf(next.id);
      if (item) setDay(times.dayOf(item.ts * 1000));
    },
    [stand, itemOf, times],
  );
  useRenewed(() => {
    const { current } = standing;
    open(current ? { m: current.id, top: current.top } : "end", "anew");
  });
  // The message of an old address may be gone: then the end is shown, and it is said.
  const lost = isGone(error) && !track;
  useEffect(() => {
    if (!lost) return;
    toast(t("chats.gone"));
    open("end");
  }, [lost, open, t]);

  const asked = useRef("");
  const toDate = (wanted: string) => {
    asked.current = wanted;
    place.travel({ at: wanted }, "push");
  };
  useEffect(() => {
    const found = asked.current ? itemOf(goal?.id) : undefined;
    if (!found) return;
    const next = times.dayOf(found.ts * 1000);
    if (next !== asked.current)
      toast(t("chats.otherDay", { asked: times.day(asked.current), day: times.day(next) }));
    asked.current = "";
  }, [goal, itemOf, times, t]);

  const quoted = useQuoted(chat, reader.model);
  const actions = useStable<MessageActions>({
    quote: async (item) => {
      const message = await quoted(item, times.dayOf(item.ts * 1000));
      if (message !== undefined) place.travel({ m: message }, "push");
      else toast(t("chats.quoteGone"));
    },
    choose: steps.choose,
    copyText: copy.text,
    copyLink: copy.link,
    day: (sheet) => setLayer({ sheet }),
  });
  const onOpen = () => list.current?.open(steps.current ?? place.m);
  useReaderKeys({
    steps,
    finding,
    copy,
    chosen: itemOf(steps.current),
    onDate: () => setLayer("jump"),
    onExport: () => setLayer("export"),
    onOpen,
    onDay: (next) => place.travel({ at: next }, "replace"),
  });

  const rail = useMemo(() => railOf(track?.months ?? {}), [track?.months]);
  const [first, last] = [rail[0]?.month, rail.at(-1)?.month];
  const wide = useMedia(kWide);
  const toMessage = (message: number) => place.travel({ m: message }, "push");
  return (
    <div className={css.wide}>
      <div className={css.column}>
        <ReaderHead
          entry={entry}
          chat={chat}
          onFind={finding.start}
          onDate={() => setLayer("jump")}
          onExport={() => setLayer("export")}
        />
        <Conversation
          entry={entry}
          directory={directory}
          reader={reader}
          day={day}
          rail={rail}
          finding={finding}
          target={place.m}
          steps={steps}
          actions={actions}
          list={list}
          onStand={onStand}
          onSheet={(sheet) => setLayer({ sheet })}
          onOpen={onOpen}
          onMonth={(month) => place.travel({ at: `${month}-01` }, "push")}
        />
        {finding.open && (
          <FindBar
            text={place.q}
            onText={place.setText}
            hits={finding.hits}
            onStep={finding.step}
            onClose={() => {
              finding.close();
              if (place.m !== undefined) list.current?.focus(place.m);
            }}
            name={name(entry.name)}
          />
        )}
      </div>
      {wide && (
        <Suspense fallback={null}>
          <Pane entry={entry} directory={directory} onMessage={toMessage} />
        </Suspense>
      )}
      {layer && first && last && (
        <ReaderLayers
          layer={layer}
          entry={entry}
          directory={directory}
          day={day}
          first={first}
          last={last}
          onDay={toDate}
          onMessage={toMessage}
          onClose={() => setLayer(null)}
        />
      )}
    </div>
  );
}

/** The id of the quoted message: among those that are held, else searched for by its words. */
function useQuoted(
  chat: string,
  model: ReaderModel,
): (item: Item, day: string) => Promise<number | undefined> {
  const client = useQueryClient();
  return async (item, day) => {
    const near = quotedAmong(model.get().track?.items ?? [], item);
    if (near) return near.id;
    const ask = quotedAsk(chat, item, day);
    if (!ask) return undefined;
    try {
      return quotedIn((await client.fetchQuery(askOptions(ask))).hits, item)?.id;
    } catch {
      return undefined; // no answer: as if it were not there, and one may press again
    }
  };
}
