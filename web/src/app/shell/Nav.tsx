// The navigation: at the side with words (desktop) or icons (tablet), below as tabs (phone). At its foot: what left this machine.
import { useEgress } from "app/egress";
import { useFormat } from "app/format";
import { useActiveJobs } from "app/jobs";
import { hrefOf, places } from "app/places";
import { useLocation } from "app/router";
import { routes } from "app/routes";
import { LooksMenu } from "app/shell/LooksMenu";
import { lockOrChoose, useLockSettings } from "app/lock/lock";
import { useT } from "i18n/index";
import { IconButton } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { ArrowUpRight, Ellipsis, LockKeyhole, ShieldCheck } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Mark } from "ui/Mark/Mark";
import { Menu } from "ui/Layer/Menu";
import { JobDock } from "app/shell/JobDock";
import { go } from "app/router";
import css from "app/shell/Nav.module.css";

const atTop = places.filter((entry) => entry.place !== "settings");
const atFoot = places.filter((entry) => entry.place === "settings");

function useActivePlace(): string {
  const { name } = useLocation();
  return name === "unknown" ? "" : routes[name].place;
}

export function Sidebar() {
  const t = useT();
  const active = useActivePlace();
  const { enabled } = useLockSettings();
  const jobs = useActiveJobs();
  return (
    <nav className={css.sidebar} aria-label={t("nav.label")} data-print="never">
      <Link to="#/" className={css.brand} aria-label={t("app.name")}>
        <Mark />
        <span className={css.word}>{t("app.name")}</span>
      </Link>
      <ul className={css.places}>
        {atTop.map((entry) => (
          <li key={entry.place}>
            <Link
              to={hrefOf(entry)}
              className={css.place}
              title={t(entry.text)}
              aria-current={entry.place === active ? "page" : undefined}
            >
              <Icon of={entry.icon} size={20} />
              <span className={css.word}>{t(entry.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={css.space} />
      {jobs.length > 0 && <JobDock jobs={jobs} />}
      <EgressFoot />
      <div className={css.foot}>
        <IconButton
          icon={LockKeyhole}
          label={t(enabled ? "lock.now" : "lock.choose")}
          onClick={lockOrChoose}
        />
        <LooksMenu className={css.looks} />
        {atFoot.map((entry) => (
          <Link
            key={entry.place}
            to={hrefOf(entry)}
            className={css.looks}
            aria-label={t(entry.text)}
            title={t(entry.text)}
            aria-current={entry.place === active ? "page" : undefined}
          >
            <Icon of={entry.icon} />
          </Link>
        ))}
      </div>
    </nav>
  );
}

export function EgressFoot() {
  const t = useT();
  const f = useFormat();
  const { sealed, calls, bytes } = useEgress();
  const hint = sealed
    ? t("egress.sealedHint")
    : t("egress.openHint", { calls, bytes: f.bytes(bytes) });
  return (
    <div className={`${css.egress} ${sealed ? css.sealed : css.open}`} title={hint}>
      <Icon of={sealed ? ShieldCheck : ArrowUpRight} />
      <span className={css.egressText}>
        <strong>{sealed ? t("egress.sealed") : t("egress.open")}</strong>
        <span>{t("egress.today", { bytes: f.bytes(bytes) })}</span>
      </span>
      <span className="visually-hidden">{hint}</span>
    </div>
  );
}

export function TabBar() {
  const t = useT();
  const active = useActivePlace();
  const tabs = places.filter((entry) => entry.tab);
  const rest = places.filter((entry) => !entry.tab);
  return (
    <nav className={css.tabbar} aria-label={t("nav.label")} data-print="never">
      {tabs.map((entry) => (
        <Link
          key={entry.place}
          to={hrefOf(entry)}
          className={css.tab}
          aria-current={entry.place === active ? "page" : undefined}
        >
          <Icon of={entry.icon} size={22} />
          <span>{t(entry.text)}</span>
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu
          label={t("nav.more")}
          className={css.tab}
          groups={[
            {
              items: rest.map((entry) => ({
                key: entry.place,
                text: t(entry.text),
                icon: entry.icon,
                onChoose: () => go(hrefOf(entry)),
              })),
            },
          ]}
        >
          <Icon of={Ellipsis} size={22} />
          <span>{t("nav.more")}</span>
        </Menu>
      )}
    </nav>
  );
}
