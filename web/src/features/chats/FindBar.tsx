// Find in this conversation: the words, which hit is shown of how many, to the one before and after.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Hits } from "features/chats/useHits";
import { tx, useT } from "i18n/index";
import { IconButton } from "ui/Button/Button";
import { ChevronDown, ChevronUp, X } from "ui/Icon/icons";
import { Num } from "ui/Num/Num";
import css from "features/chats/Reader.module.css";

const kPauseMs = 200;

export interface FindBarProps {
  text: string;
  onText: (text: string) => void;
  hits: Hits;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
  /** The name of the conversation, for the heading of the receipt. */
  name: string;
}

export function FindBar({ text, onText, hits, onStep, onClose, name }: FindBarProps) {
  const t = useT();
  // What is typed until it is looked for.
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft ?? text;
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (value: string) => {
    clearTimeout(timer.current);
    setDraft(null);
    onText(value);
  };
  const change = (value: string) => {
    setDraft(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => look(value), kPauseMs);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter") {
      if (typed === text) onStep(event.shiftKey ? -1 : 1);
      else look(typed);
    } else return;
    event.preventDefault();
  };
  return (
    <div role="search" className={css.find} data-print="never">
      <input
        type="text"
        className={css.findField}
        value={typed}
        placeholder={t("chats.find")}
        aria-label={t("chats.find")}
        dir="auto"
        autoFocus={text === ""}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-find
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKey}
      />
      <span className={css.hits} role="status">
        <Count hits={hits} name={name} text={text} />
      </span>
      <IconButton
        icon={ChevronUp}
        label={t("chats.hitBefore")}
        disabled={hits.total === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t("chats.hitAfter")}
        disabled={hits.total === 0}
        onClick={() => onStep(1)}
      />
      <IconButton icon={X} label={t("chats.findClose")} onClick={onClose} />
    </div>
  );
}

function Count({ hits, name, text }: Pick<FindBarProps, "hits" | "name" | "text">) {
  const t = useT();
  if (hits.error) return hits.error.message;
  if (!hits.query || !hits.found) return null;
  if (hits.total === 0) return t("chats.noHits");
  const total = (
    <Num
      key="total"
      value={hits.found.total}
      query={hits.query}
      title={t("chats.hitsTitle", { q: text, name })}
    />
  );
  return hits.number === undefined
    ? tx("chats.hits", { total })
    : tx("chats.hitOf", { n: hits.number + 1, total });
}
