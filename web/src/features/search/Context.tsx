// The messages around a hit, without leaving the search.
import { useAsk } from "api/query";
import { chatWindow } from "api/surfaces/kith";
import type { Hit as Found } from "api/types";
import { useTimes } from "app/format";
import { toChat } from "app/links";
import { useShownName } from "app/names";
import { useT } from "i18n/index";
import { langOf } from "lib/text";
import { kindKey } from "ui/Hit/Hit";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import css from "features/search/Hits.module.css";

const kAround = 7;

export function Context({ hit }: { hit: Found }) {
  const t = useT();
  const times = useTimes();
  const shown = useShownName();
  const around = useAsk(chatWindow(hit.chat, { around: hit.id }, kAround));
  return (
    <div className={css.context}>
      <Part query={around} lines={3}>
        {({ items }) => (
          <ul aria-label={t("search.around")}>
            {items.map((item) => (
              <li key={item.id} className={item.id === hit.id ? css.self : undefined}>
                <Link
                  to={toChat(hit.chat, { m: item.id })}
                  aria-current={item.id === hit.id || undefined}
                >
                  <time dateTime={times.machine(item.ts * 1000)}>
                    {times.clock(item.ts * 1000)}
                  </time>
                  <span dir="auto">
                    <span className={css.who}>{item.is_mine ? t("hit.me") : shown(item.name)}</span>
                    <span lang={langOf(item.text)}>
                      {item.text || t("hit.noText", { kind: t(kindKey(item.type)) })}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}
