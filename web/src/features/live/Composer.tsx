// Where one writes. Enter sends, Shift+Enter breaks the line; what was begun stays while the tab lives.
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { useKeys } from "app/keys";
import { draftOf, sends } from "features/live/compose";
import { forgetDraft, keepDraft, keptDraft } from "features/live/drafts";
import { useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { ArrowUp } from "ui/Icon/icons";
import css from "features/live/Live.module.css";

export interface ComposerProps {
  session: string;
  /** As it may be shown. */
  name: string;
  onSend: (text: string) => void;
}

export function Composer({ session, name, onSend }: ComposerProps) {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => keptDraft(session));
  const { ready, left } = draftOf(text);
  const over = left !== undefined && left < 0;
  useKeys([{ keys: "c", text: t("live.placeholder"), run: () => field.current?.focus() }]);
  const write = (next: string) => {
    setText(next);
    keepDraft(session, next);
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!ready) return;
    onSend(text);
    setText("");
    forgetDraft(session);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!sends(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  };
  return (
    <form className={css.composer} onSubmit={submit}>
      <textarea
        ref={field}
        className={css.field}
        rows={1}
        value={text}
        placeholder={t("live.placeholder")}
        aria-label={t("live.compose", { name })}
        aria-describedby={id}
        aria-invalid={over || undefined}
        dir="auto"
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className={css.send}
        aria-label={t("live.send")}
        title={t("live.send")}
        disabled={!ready}
      >
        <Icon of={ArrowUp} size={20} />
      </button>
      <p id={id} className={over ? css.over : css.hint} role={over ? "alert" : undefined}>
        {left === undefined
          ? t("live.enter")
          : over
            ? t("live.over", { n: -left })
            : t("live.left", { n: left })}
      </p>
    </form>
  );
}
