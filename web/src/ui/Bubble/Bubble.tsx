// One message of a live conversation or of another app: what was written, when, and how far it has come. What a model wrote is read as Markdown and says so.
import { type ReactNode, useMemo, useState } from "react";
import { useTimes } from "app/format";
import { useT } from "i18n/index";
import { markdownNodes } from "lib/markdown-view";
import { isLong, langOf } from "lib/text";
import { Icon } from "ui/Icon/Icon";
import { Sparkles } from "ui/Icon/icons";
import css from "ui/Bubble/Bubble.module.css";

export interface BubbleProps {
  mine: boolean;
  text: string;
  /** Above the bubble, where somebody begins to speak. */
  who?: string;
  /** Unix milliseconds. */
  at?: number | undefined;
  /** What the sign of a model says; without it a person wrote this. */
  model?: string;
  /** It is still being written. */
  growing?: boolean;
  /** Inside the bubble, above the words. */
  before?: ReactNode;
  /** Beside the time. */
  beside?: ReactNode;
  /** Below the bubble: how far it has come, what one can do. */
  children?: ReactNode;
}

export function Bubble(props: BubbleProps) {
  const { mine, text, who, at, model, growing, before, beside, children } = props;
  return (
    <div className={mine ? css.mine : css.theirs}>
      {who && (
        <span className={css.name} dir="auto" aria-hidden>
          {who}
        </span>
      )}
      <div className={css.line}>
        <div className={css.bubble} data-model={model ? true : undefined}>
          {model && (
            <span className={css.sign} role="img" aria-label={model} title={model}>
              <Icon of={Sparkles} size={14} />
            </span>
          )}
          {before}
          <Words text={text} model={model !== undefined} whole={growing} />
        </div>
        <span className={css.aside}>
          {at !== undefined && <Time at={at} />}
          {beside}
        </span>
      </div>
      {children && <div className={css.below}>{children}</div>}
    </div>
  );
}

function Words({ text, model, whole }: { text: string; model: boolean; whole?: boolean }) {
  const t = useT();
  const long = useMemo(() => !whole && isLong(text), [text, whole]);
  const [open, setOpen] = useState(false);
  const nodes = useMemo(() => (model ? markdownNodes(text, { headings: 4 }) : text), [text, model]);
  return (
    <>
      <div
        className={`${model ? css.markdown : css.text} ${long && !open ? css.folded : ""}`}
        dir="auto"
        lang={langOf(text)}
        data-text
      >
        {nodes}
      </div>
      {long && (
        <button
          type="button"
          className={css.fold}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t("chats.less") : t("chats.all")}
        </button>
      )}
    </>
  );
}

function Time({ at }: { at: number }) {
  const times = useTimes();
  return (
    <time className={css.time} dateTime={times.machine(at)} title={times.stamp(at)}>
      {times.clock(at)}
    </time>
  );
}
