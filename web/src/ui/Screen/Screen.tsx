// One place of the page: its heading, and the states that every screen shares.
import { type ReactNode, useEffect, useRef } from "react";
import { useBoot } from "app/boot";
import { useLocation } from "app/router";
import { useActiveJobs } from "app/jobs";
import { toWelcome } from "app/links";
import { TopBar } from "app/shell/TopBar";
import { useT } from "i18n/index";
import { EmptyState } from "ui/Empty/Empty";
import { Icon } from "ui/Icon/Icon";
import { ChevronLeft } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { ProgressCard } from "ui/ProgressCard/ProgressCard";
import css from "ui/Screen/Screen.module.css";

export interface ScreenProps {
  /** The name of the place: title of the window and, unless `heading` is given, the heading. */
  title: string;
  heading?: ReactNode;
  /** Beside the heading. */
  actions?: ReactNode;
  /** Above the heading: the place one came from. */
  back?: { to: string; text: string };
  /** "page": the page scrolls. "fill": the screen takes the window and scrolls by itself (reader). */
  layout?: "page" | "fill";
  /** Instead of the search field above the screen. */
  field?: ReactNode;
  /** The heading is said, not shown. */
  bare?: boolean;
  /** "none": also shown while there are no conversations (welcome, imports, API page). */
  needs?: "archive" | "none";
  children: ReactNode;
}

export function Screen(props: ScreenProps) {
  const {
    title,
    heading,
    actions,
    back,
    layout = "page",
    field,
    bare,
    needs = "archive",
    children,
  } = props;
  useTitle(title);
  const h1 = useFocusedHeading();
  return (
    <div className={`${css.screen} ${css[layout]}`} data-layout={layout}>
      {layout === "page" && <TopBar field={field} />}
      <div className={css.inside}>
        <header className={bare ? "visually-hidden" : css.head}>
          {back && (
            <Link to={back.to} className={css.back}>
              <Icon of={ChevronLeft} size={16} />
              {back.text}
            </Link>
          )}
          <div className={css.row}>
            <h1 ref={h1} tabIndex={-1}>
              {heading ?? title}
            </h1>
            {actions && <div className={css.actions}>{actions}</div>}
          </div>
        </header>
        {needs === "archive" ? <WithArchive>{children}</WithArchive> : children}
      </div>
    </div>
  );
}

function useTitle(name: string) {
  const t = useT();
  useEffect(() => {
    document.title = t("app.title", { screen: name });
  }, [name, t]);
}

/** On another place the focus goes to its heading, so that a screen reader says where one is. */
function useFocusedHeading() {
  const ref = useRef<HTMLHeadingElement>(null);
  const { name, params } = useLocation();
  const place = `${name} ${Object.values(params)[0] ?? ""}`;
  useEffect(() => {
    if (arrivals++ > 0) ref.current?.focus({ preventScroll: true });
  }, [place]);
  return ref;
}
let arrivals = 0;

/** No archive, or the first one still coming: then that is what the screen says. */
function WithArchive({ children }: { children: ReactNode }) {
  const t = useT();
  const { archive } = useBoot();
  const jobs = useActiveJobs();
  if (archive.state === "ready") return children;
  const job = jobs.find((one) => one.kind === "import") ?? archive.progress;
  if (archive.state === "loading" && job) {
    return (
      <div className={css.coming}>
        <p>{t("state.firstImport")}</p>
        <ProgressCard job={job} />
      </div>
    );
  }
  return (
    <EmptyState
      drawing="house"
      text={t("state.noArchive")}
      hint={t("state.noArchiveHint")}
      action={
        <Link to={toWelcome()} as="primary">
          {t("state.noArchiveAction")}
        </Link>
      }
    />
  );
}
