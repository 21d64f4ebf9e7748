// What a message holds, by its kind: words, a quote, money, or a place for what is not in the archive (picture, voice, file, link).
import type { Item } from "api/types";
import { useFormat } from "app/format";
import { useShownName } from "app/names";
import type { Mark } from "features/chats/pieces";
import { signOf } from "features/chats/signs";
import { Outside, Text } from "features/chats/Text";
import { type Translate, useT } from "i18n/index";
import { langOf } from "lib/text";
import { Icon } from "ui/Icon/Icon";
import { Banknote, Gift, Quote } from "ui/Icon/icons";
import { kindKey } from "ui/Hit/Hit";
import css from "features/chats/Message.module.css";

export interface BodyProps {
  item: Item;
  marks?: readonly Mark[] | undefined;
  open?: boolean;
  onQuote: (item: Item) => void;
}

export function Body({ item, marks, open, onQuote }: BodyProps) {
  const t = useT();
  return (
    <>
      {item.quote && <Quoted item={item} onQuote={onQuote} />}
      {item.pay ? (
        <Money item={item} marks={marks} />
      ) : item.media ? (
        <Placeholder item={item} marks={marks} open={open} />
      ) : item.text.trim() ? (
        <Text text={item.text} marks={marks} open={open} />
      ) : (
        <p className={css.note}>
          {item.type === "text"
            ? t("chats.blank")
            : t("hit.noText", { kind: t(kindKey(item.type)) })}
        </p>
      )}
      {item.cut && <p className={css.note}>{t("chats.cut")}</p>}
      {(item.recalled || item.edited) && (
        <p className={css.note}>{item.recalled ? t("chats.recalled") : t("chats.edited")}</p>
      )}
    </>
  );
}

function Quoted({ item, onQuote }: { item: Item; onQuote: (item: Item) => void }) {
  const t = useT();
  const name = useShownName();
  const { quote } = item;
  if (!quote) return null;
  return (
    <button
      type="button"
      className={css.quote}
      data-open
      data-print="text"
      title={t("chats.toQuoted")}
      disabled={!quote.text}
      onClick={() => onQuote(item)}
    >
      <Icon of={Quote} size={14} />
      <span dir="auto" lang={langOf(quote.text)}>
        {quote.name && <bdi className={css.quoteName}>{name(quote.name)}</bdi>}
        {quote.text || t("chats.quoteEmpty")}
      </span>
    </button>
  );
}

const payKeys: Readonly<Record<number, "chats.pay.sent" | "chats.pay.taken" | "chats.pay.back">> = {
  1: "chats.pay.sent",
  7: "chats.pay.sent",
  3: "chats.pay.taken",
  5: "chats.pay.taken",
  4: "chats.pay.back",
};

function Money({ item, marks }: { item: Item; marks?: readonly Mark[] | undefined }) {
  const t = useT();
  const { pay, type, text } = item;
  const step = pay && type === "transfer" ? payKeys[pay.step] : undefined;
  return (
    <div className={css.media}>
      <Icon of={type === "transfer" ? Banknote : Gift} size={22} />
      <div className={css.mediaWords}>
        <span className={css.kind}>
          {[t(kindKey(type)), step && t(step)].filter(Boolean).join(" · ")}
        </span>
        {pay?.amount && <strong className={css.amount}>{pay.amount}</strong>}
        {text && <Text text={text} marks={marks} />}
      </div>
    </div>
  );
}

/** Kinds whose bytes an export may hold; those of the others are all there is. */
const kBytes = new Set(["image", "voice", "video", "sticker", "file"]);

function Placeholder({ item, marks, open }: Omit<BodyProps, "onQuote">) {
  const t = useT();
  const f = useFormat();
  const media = item.media!;
  const title = item.text || (media.name === item.text ? "" : media.name);
  const size = [
    media.seconds > 0 && f.duration(media.seconds),
    media.bytes > 0 && f.bytes(media.bytes),
  ];
  return (
    <div className={css.media}>
      <Icon of={signOf(item.type)} size={22} />
      <div className={css.mediaWords}>
        <span className={css.kind}>
          {[t(kindKey(item.type)), ...size, kBytes.has(item.type) && whereOf(t, media.src)]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {title && <Text text={title} marks={marks} open={open} />}
        {media.name && media.name !== title && (
          <span className={css.more} dir="auto">
            {media.name}
          </span>
        )}
        {media.description && (
          <span className={css.more} dir="auto" lang={langOf(media.description)}>
            {media.description}
          </span>
        )}
        {media.url && <Address url={media.url} />}
      </div>
    </div>
  );
}

const whereOf = (t: Translate, src: string | undefined) =>
  src ? t("chats.inFolder") : t("chats.notInExport");

/** Only the web; anything else is shown, not offered. */
function Address({ url }: { url: string }) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol))
    return <Outside href={parsed.href}>{parsed.host}</Outside>;
  return (
    <span className={css.more} dir="ltr">
      {url.slice(0, 200)}
    </span>
  );
}
