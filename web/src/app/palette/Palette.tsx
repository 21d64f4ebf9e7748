// Ctrl/Cmd-K: everything by name. A combobox over a list; people are found by initials of their pinyin too.
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { toChat, toPerson, toSearch } from "app/links";
import { useShownName } from "app/names";
import {
  type Action,
  personActions,
  type PaletteSource,
  usePaletteSource,
} from "app/palette/items";
import { places, hrefOf } from "app/places";
import { preload } from "app/preload";
import { go } from "app/router";
import { closeLayer, useLayer } from "app/shell/layers";
import { type Key, type Translate, useT } from "i18n/index";
import { type PaletteEntry, type PaletteKind, paletteMode, searchPalette } from "lib/palette";
import { Avatar } from "ui/Avatar/Avatar";
import { Icon } from "ui/Icon/Icon";
import { ChevronRight, Search } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";
import css from "app/palette/Palette.module.css";

const kAtMost = 40;
const kFirst = 8;

interface Option {
  id: string;
  text: string;
  group: Key;
  entry?: PaletteEntry;
  run: () => void;
}

export default function Palette() {
  const t = useT();
  const open = useLayer() === "palette";
  return (
    <Dialog open={open} onClose={closeLayer} title={t("palette.title")} shape="top" bare>
      {open && <Inside />}
    </Dialog>
  );
}

function Inside() {
  const t = useT();
  const name = useShownName();
  const source = usePaletteSource();
  const [text, setText] = useState("");
  const [about, setAbout] = useState<PaletteEntry | null>(null);
  const [at, setAt] = useState(0);
  const query = useDeferredValue(text);
  const options = useMemo(
    () => (about ? aboutOptions(t, source, about, name(about.name)) : optionsFor(t, source, query)),
    [t, source, query, about, name],
  );
  const list = useRef<HTMLDivElement>(null);
  const chosen = options[Math.min(at, options.length - 1)];
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    if (chosen?.entry?.kind === "person") preload(toPerson(chosen.entry.id));
  }, [chosen]);
  const type = (value: string) => {
    setText(value);
    setAt(0);
    setAbout(null);
  };
  const run = (option: Option) => {
    closeLayer();
    option.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = options.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + kFirst),
      PageUp: Math.max(0, at - kFirst),
    };
    const next = steps[event.key];
    if (next !== undefined) setAt(Math.max(0, next));
    else if (event.key === "Enter" && chosen && !event.nativeEvent.isComposing) run(chosen);
    else if (event.key === "Tab" && isSomeone(chosen)) {
      setAbout(chosen?.entry ?? null);
      setAt(0);
    } else if (event.key === "Backspace" && about && text === "") setAbout(null);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={css.field}>
        <Icon of={Search} />
        {about && <span className={css.about}>{name(about.name)}</span>}
        <input
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={chosen ? `palette-${chosen.id}` : undefined}
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
        />
      </div>
      <div
        ref={list}
        id="palette-list"
        role="listbox"
        aria-label={t("palette.title")}
        className={css.list}
      >
        {options.map((option, i) => (
          <Row
            key={option.id}
            option={option}
            heading={option.group !== options[i - 1]?.group ? t(option.group) : undefined}
            selected={option === chosen}
            count={
              option.entry?.count ? t("palette.messages", { n: option.entry.count }) : undefined
            }
            name={name}
            onRun={() => run(option)}
          />
        ))}
      </div>
      <p className={css.hint} role="status">
        {options.length === 0 ? t("palette.none") : t("palette.hint")}
        {isSomeone(chosen) && !about && <span>{t("palette.tab")}</span>}
        <span className="visually-hidden">{t("palette.found", { n: options.length })}</span>
      </p>
    </>
  );
}

const isSomeone = (option: Option | undefined) =>
  option?.entry?.kind === "person" || option?.entry?.kind === "group";

interface RowProps {
  option: Option;
  heading?: string;
  selected: boolean;
  count?: string;
  name: (name: string) => string;
  onRun: () => void;
}

function Row({ option, heading, selected, count, name, onRun }: RowProps) {
  const { entry } = option;
  const someone = isSomeone(option);
  return (
    <>
      {heading && (
        <div className={css.heading} role="presentation">
          {heading}
        </div>
      )}
      {/* The keyboard works on the input: aria-activedescendant. */}
      <div
        id={`palette-${option.id}`}
        role="option"
        tabIndex={-1}
        aria-selected={selected}
        className={css.row}
        onMouseDown={(event) => {
          event.preventDefault();
          onRun();
        }}
      >
        {someone && entry ? (
          <Avatar
            id={entry.id}
            name={entry.name}
            kind={entry.kind === "group" ? "group" : "person"}
            size={24}
            beside
          />
        ) : (
          <Icon of={placeIcon(entry) ?? ChevronRight} size={16} />
        )}
        <span className={css.text} dir="auto">
          {someone ? name(option.text) : option.text}
        </span>
        {count && <span className={css.count}>{count}</span>}
      </div>
    </>
  );
}

const placeIcon = (entry?: PaletteEntry) =>
  entry?.kind === "place" ? places.find((place) => hrefOf(place) === entry.id)?.icon : undefined;

/** `name` as it is shown: hidden when names are. */
const aboutOptions = (
  t: Translate,
  source: PaletteSource,
  entry: PaletteEntry,
  name: string,
): Option[] =>
  personActions(t, { ...entry, name }, source.inChat(entry)).map((action) => ({
    id: action.id,
    text: action.text,
    group: "palette.actions",
    run: action.run,
  }));

const kGroups: Record<PaletteKind, Key> = {
  person: "palette.people",
  group: "palette.groups",
  place: "palette.places",
  action: "palette.actions",
};
const kOrder: PaletteKind[] = ["person", "group", "place", "action"];
const kModes: Partial<Record<string, PaletteKind[]>> = {
  actions: ["action"],
  people: ["person"],
  groups: ["group"],
};

function optionsFor(t: Translate, source: PaletteSource, text: string): Option[] {
  const [mode, query] = paletteMode(text);
  const search: Option = {
    id: "search-for",
    text: t("palette.searchFor", { q: query }),
    group: "palette.actions",
    run: () => go(toSearch(query)),
  };
  if (mode === "search") return query ? [search] : [];
  const ranked = searchPalette(source.index, query, kAtMost, kModes[mode]);
  const option = ({ entry }: { entry: PaletteEntry }): Option => ({
    id: `${entry.kind}-${entry.id}`,
    text: entry.name,
    group: kGroups[entry.kind],
    entry,
    run: () => runEntry(source.actions, entry),
  });
  const options = ranked.map(option);
  const best = query && options[0] ? [{ ...options[0], group: "palette.best" as Key }] : [];
  const rest = kOrder.flatMap((kind) =>
    options
      .filter((one) => one.entry?.kind === kind && one.id !== best[0]?.id)
      .slice(0, kModes[mode] ? kAtMost : kFirst),
  );
  return [...best, ...rest, ...(query && mode === "all" ? [search] : [])];
}

function runEntry(actions: Map<string, Action>, entry: PaletteEntry) {
  if (entry.kind === "person") go(toPerson(entry.id));
  else if (entry.kind === "group") go(toChat(entry.id));
  else if (entry.kind === "place") go(entry.id);
  else actions.get(entry.id)?.run();
}
