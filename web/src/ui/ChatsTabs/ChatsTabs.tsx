// The three kinds of conversations: of the archive, live, of other apps. Each is a place of its own.
import { toApps, toChats, toLive } from "app/links";
import { useT } from "i18n/index";
import { Link } from "ui/Link/Link";
import css from "ui/ChatsTabs/ChatsTabs.module.css";

const kTabs = { archive: toChats, live: toLive, apps: toApps } as const;
export type ChatsTab = keyof typeof kTabs;

export function ChatsTabs({ current }: { current: ChatsTab }) {
  const t = useT();
  return (
    <nav className={css.tabs} aria-label={t("chats.where")}>
      {(Object.keys(kTabs) as ChatsTab[]).map((one) => (
        <Link
          key={one}
          to={kTabs[one]()}
          className={css.tab}
          aria-current={one === current ? "page" : undefined}
        >
          {t(`chats.tab.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
