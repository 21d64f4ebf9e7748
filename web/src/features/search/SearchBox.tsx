// The field of the search: operators are coloured, what cannot be understood is underlined, and what may come next is offered.
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import type { Place } from "lib/query-language";
import { parseQuery } from "lib/query-language";
import { piecesOf } from "features/search/pieces";
import { type Suggestion, suggestions, type SuggestSource } from "features/search/suggest";
import { useT } from "i18n/index";
import { IconButton } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { Clock, Search, X } from "ui/Icon/icons";
import type { Written } from "features/search/useWritten";
import css from "features/search/SearchBox.module.css";

export interface SearchBoxProps {
  written: Written;
  /** Parts of the text that were left out. */
  problems: readonly Place[];
  source: SuggestSource;
  /** Enter: the search is meant as it stands. */
  onEnter: () => void;
  /** ArrowDown without suggestions: into the hits. */
  onDown: () => void;
}

export function SearchBox({ written, problems, source, onEnter, onDown }: SearchBoxProps) {
  const t = useT();
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const shade = useRef<HTMLDivElement>(null);
  const { text } = written;
  const offer = useOffer(text, source);
  const take = (one: Suggestion) => {
    written.commit(one.query);
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(one.caret, one.caret);
      offer.at(one.caret);
      offer.show(one.kind === "operator");
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (offer.onKey(event.key, take)) event.preventDefault();
    else if (event.key === "Enter") {
      event.preventDefault();
      offer.show(false);
      written.commit(text);
      onEnter();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      // An empty field offers what was looked for before.
      if (text.trim() === "") offer.show(true);
      else onDown();
    }
  };
  const active = offer.active === undefined ? undefined : `${list}-${offer.active}`;
  return (
    <div className={css.box} role="search">
      <Icon of={Search} />
      <div className={css.line}>
        <input
          ref={field}
          type="text"
          role="combobox"
          inputMode="search"
          enterKeyHint="search"
          data-search
          className={css.input}
          value={text}
          placeholder={t("search.placeholder")}
          aria-label={t("nav.search")}
          aria-expanded={offer.open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active}
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby="search-problems"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => {
            written.write(event.target.value);
            offer.at(event.target.selectionStart ?? event.target.value.length);
            offer.show(true);
          }}
          onSelect={(event) => offer.at(event.currentTarget.selectionStart ?? 0)}
          onScroll={(event) => {
            if (shade.current) shade.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
          onBlur={() => offer.show(false)}
          onKeyDown={onKey}
          {...written.composition}
        />
        <Shade shade={shade} text={text} problems={problems} />
      </div>
      {text !== "" && (
        <IconButton
          icon={X}
          label={t("search.clear")}
          onClick={() => {
            written.commit("");
            field.current?.focus();
          }}
        />
      )}
      <div
        id={list}
        role="listbox"
        aria-label={t("search.suggestions")}
        className={css.list}
        hidden={!offer.open}
      >
        {offer.open &&
          offer.all.map((one, i) => (
            <Option
              key={one.text}
              id={`${list}-${i}`}
              one={one}
              selected={i === offer.active}
              onTake={() => take(one)}
            />
          ))}
      </div>
    </div>
  );
}

interface OptionProps {
  id: string;
  one: Suggestion;
  selected: boolean;
  onTake: () => void;
}

function Option({ id, one, selected, onTake }: OptionProps) {
  return (
    // The keys are those of the field.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={css.option}
      // The focus stays in the field.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {one.kind === "recent" && <Icon of={Clock} size={16} />}
      <span dir="auto">{one.text}</span>
      {one.hint && (
        <span className={css.hint} dir="auto">
          {one.hint}
        </span>
      )}
    </div>
  );
}

interface ShadeProps {
  shade: React.RefObject<HTMLDivElement | null>;
  text: string;
  problems: readonly Place[];
}

/** The same text over the field, coloured. */
function Shade({ shade, text, problems }: ShadeProps) {
  const pieces = useMemo(() => piecesOf(text, parseQuery(text).tokens, problems), [text, problems]);
  return (
    <div ref={shade} className={css.shade} aria-hidden>
      {pieces.map((piece) => (
        <span
          key={piece.first}
          className={`${piece.kind ? css[piece.kind] : ""} ${piece.problem ? css.problem : ""}`}
        >
          {piece.text}
        </span>
      ))}
    </div>
  );
}

/** What is offered, and which of it is chosen. */
function useOffer(text: string, source: SuggestSource) {
  const [wanted, setWanted] = useState(false);
  const [caret, setCaret] = useState(text.length);
  const [active, setActive] = useState<number>();
  const all = useMemo(
    () => (wanted ? suggestions(text, Math.min(caret, text.length), source) : []),
    [wanted, text, caret, source],
  );
  const open = wanted && all.length > 0;
  const show = (yes: boolean) => {
    setWanted(yes);
    setActive(undefined);
  };
  /** Whether the key was for the list. */
  const onKey = (key: string, take: (one: Suggestion) => void): boolean => {
    if (!open) return false;
    const chosen = active === undefined ? undefined : all[active];
    const last = all.length - 1;
    if (key === "ArrowDown") setActive(active === undefined || active >= last ? 0 : active + 1);
    else if (key === "ArrowUp") setActive(!active ? last : active - 1);
    else if (key === "Escape") show(false);
    else if ((key === "Enter" && chosen) || key === "Tab") {
      // Tab takes what is chosen, else it leaves the field.
      if (!chosen) return false;
      take(chosen);
    } else return false;
    return true;
  };
  return { all, open, active: open ? active : undefined, show, at: setCaret, onKey };
}
