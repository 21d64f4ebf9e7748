// The sessions of all apps and users, latest activity first.
import type { AppSession } from "api/surfaces/apps";
import { toApi, toApps, toSearch } from "app/links";
import { useShownName } from "app/names";
import { useT } from "i18n/index";
import { receipt } from "lib/query-language";
import { langOf } from "lib/text";
import { Button } from "ui/Button/Button";
import { EmptyState } from "ui/Empty/Empty";
import { Link } from "ui/Link/Link";
import { TalkRow } from "ui/TalkRow/TalkRow";
import { VirtualList } from "ui/VirtualList/VirtualList";
import css from "features/apps/Apps.module.css";

const kRow = 64;

export interface SessionListProps {
  sessions: readonly AppSession[];
  open: AppSession | undefined;
  /** There are more. */
  onMore: (() => void) | undefined;
}

export function SessionList({ sessions, open, onMore }: SessionListProps) {
  const t = useT();
  const shown = useShownName();
  if (sessions.length === 0) {
    return (
      <EmptyState
        text={t("apps.none")}
        hint={t("apps.noneHint")}
        action={
          <Link to={toApi()} as="plain">
            {t("apps.toApi")}
          </Link>
        }
      />
    );
  }
  return (
    <div className={css.listPane}>
      <p className={css.tools}>
        <Link to={toSearch(receipt({ source: "kith" }))} as="quiet">
          {t("apps.search")}
        </Link>
      </p>
      <p className="visually-hidden" role="status">
        {t("apps.count", { n: sessions.length })}
      </p>
      <VirtualList
        label={t("apps.title")}
        scroll="inside"
        className={css.rows}
        count={sessions.length}
        rowHeight={kRow}
        keyOf={(i) => `${sessions[i]?.user_id} ${sessions[i]?.session_id}`}
        row={(i) => {
          const one = sessions[i]!;
          return (
            <TalkRow
              to={toApps(one.user_id, one.session_id)}
              id={`${one.user_id} ${one.session_id}`}
              name={one.session_title || t("apps.untitled")}
              below={shown(one.user_id)}
              lang={langOf(one.user_id)}
              at={one.active * 1000 || undefined}
              side={t("apps.messages", { n: one.messages })}
              open={one === open}
            />
          );
        }}
      />
      {onMore && <Button onClick={onMore}>{t("apps.more")}</Button>}
    </div>
  );
}
