// The words of a message: as they were written, found words marked, web addresses to press, long ones folded.
import { Fragment, type ReactNode, useMemo, useState } from "react";
import { type Mark, type Piece, piecesOf } from "features/chats/pieces";
import { useT } from "i18n/index";
import { isLong, langOf } from "lib/text";
import { Icon } from "ui/Icon/Icon";
import { ArrowUpRight } from "ui/Icon/icons";
import css from "features/chats/Message.module.css";

export interface TextProps {
  text: string;
  marks?: readonly Mark[] | undefined;
  /** One came for this message: it is shown whole. */
  open?: boolean;
}

export function Text({ text, marks, open }: TextProps) {
  const t = useT();
  const long = useMemo(() => isLong(text), [text]);
  const [choice, setChoice] = useState<boolean | undefined>(undefined);
  const whole = !long || (choice ?? open ?? false);
  const pieces = useMemo(() => piecesOf(text, marks), [text, marks]);
  return (
    <>
      <div
        className={`${css.text} ${whole ? "" : css.folded}`}
        dir="auto"
        lang={langOf(text)}
        data-text
      >
        {drawn(pieces)}
      </div>
      {long && (
        <button
          type="button"
          className={css.fold}
          data-open
          aria-expanded={whole}
          onClick={() => setChoice(!whole)}
        >
          {whole ? t("chats.less") : t("chats.all")}
        </button>
      )}
    </>
  );
}

/** Pieces of one address are one link. */
function drawn(pieces: readonly Piece[]): ReactNode[] {
  const out: ReactNode[] = [];
  for (let i = 0; i < pieces.length;) {
    const { href } = pieces[i]!;
    const begin = i;
    while (i < pieces.length && pieces[i]?.href === href) i++;
    const inside = pieces.slice(begin, i).map(piece);
    out.push(
      href ? (
        <Outside key={begin} href={href}>
          {inside}
        </Outside>
      ) : (
        <Fragment key={begin}>{inside}</Fragment>
      ),
    );
  }
  return out;
}

const piece = ({ text, marked }: Piece, i: number): ReactNode =>
  marked ? <mark key={i}>{text}</mark> : text;

/** An address of the web: pressing it leaves this machine, and it looks so. */
export function Outside({ href, children }: { href: string; children: ReactNode }) {
  const t = useT();
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={css.outside}
      title={t("chats.leaves", { url: href })}
    >
      {children}
      <Icon of={ArrowUpRight} size={14} />
    </a>
  );
}
