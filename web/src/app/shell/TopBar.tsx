// The line above a screen: the search field, the palette, and on a phone the mark, what left, and the looks.
import { type ReactNode, useEffect, useState } from "react";
import { useBoot } from "app/boot";
import { useEgress } from "app/egress";
import { useFormat, useTimes } from "app/format";
import { toSearch } from "app/links";
import { go } from "app/router";
import { openPalette } from "app/shell/layers";
import { LooksMenu } from "app/shell/LooksMenu";
import { useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { ArrowUpRight, Search, ShieldCheck } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Mark } from "ui/Mark/Mark";
import css from "app/shell/TopBar.module.css";

const kKeys = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘ K" : "Ctrl K";

/** `field`: instead of the search field, on the screen that is the search. */
export function TopBar({ field }: { field?: ReactNode }) {
  const t = useT();
  const times = useTimes();
  const { sealed } = useEgress();
  const today = useToday(times.dayOf);
  return (
    <div className={css.bar} data-print="never">
      <Link to="#/" className={css.brand} aria-label={t("app.name")}>
        <Mark />
      </Link>
      {field ?? <SearchField />}
      <time className={css.today} dateTime={today}>
        {times.day(today, "heading")}
      </time>
      <span className={css.phone}>
        <span
          className={sealed ? css.sealed : css.open}
          role="img"
          aria-label={t(sealed ? "egress.sealed" : "egress.open")}
        >
          <Icon of={sealed ? ShieldCheck : ArrowUpRight} size={20} />
        </span>
        <LooksMenu className={css.looks} />
      </span>
    </div>
  );
}

/** Opens the search with what was written. */
function SearchField() {
  const t = useT();
  const f = useFormat();
  const { archive } = useBoot();
  const [q, setQ] = useState("");
  const hint =
    archive.messages > 0
      ? t("top.search", { n: f.short(archive.messages).text })
      : t("top.searchNone");
  return (
    <form
      role="search"
      className={css.search}
      onSubmit={(event) => {
        event.preventDefault();
        go(toSearch(q.trim()));
      }}
    >
      <Icon of={Search} />
      <input
        type="search"
        data-search
        value={q}
        placeholder={hint}
        aria-label={t("nav.search")}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setQ(event.target.value)}
      />
      <button
        type="button"
        className={css.palette}
        aria-label={`${kKeys}: ${t("top.palette")}`}
        onClick={openPalette}
      >
        <kbd>{kKeys}</kbd>
      </button>
    </form>
  );
}

/** The day changes at midnight while the page is open. */
function useToday(dayOf: (ms: number) => string): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return dayOf(now);
}
