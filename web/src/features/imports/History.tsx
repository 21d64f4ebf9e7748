// Every import there was, newest first.
import type { ImportEntry } from "api/types";
import { useFormat, useTimes } from "app/format";
import { toImport } from "app/links";
import { nameOf } from "features/imports/plan";
import { formatName } from "features/imports/problems";
import { stateText } from "features/imports/states";
import { useImports } from "features/imports/run";
import { useT } from "i18n/index";
import { Link } from "ui/Link/Link";
import { Part } from "ui/Part/Part";
import { Thread } from "ui/Thread/Thread";
import { EmptyState } from "ui/Empty/Empty";
import css from "features/imports/History.module.css";

export function History() {
  const t = useT();
  const query = useImports();
  return (
    <section className={css.history} aria-labelledby="history">
      <h2 id="history">{t("imports.history")}</h2>
      <Part
        query={query}
        lines={3}
        empty={{
          when: (all) => all.length === 0,
          state: <EmptyState text={t("imports.historyNone")} />,
        }}
      >
        {(all) => (
          <Thread
            label={t("imports.history")}
            items={all.map((entry) => ({ key: entry.id, content: <Row entry={entry} /> }))}
          />
        )}
      </Part>
    </section>
  );
}

function Row({ entry }: { entry: ImportEntry }) {
  const t = useT();
  const f = useFormat();
  const times = useTimes();
  const facts = [
    formatName(t, entry.format),
    t("imports.newMessages", { n: entry.report.new }),
    entry.report.seconds > 0 ? f.duration(entry.report.seconds) : "",
  ].filter(Boolean);
  return (
    <div className={css.row}>
      <Link to={toImport(entry.id)} className={css.name}>
        <span dir="auto">{nameOf(entry.path)}</span>
      </Link>
      <span className={css.state} data-state={entry.state}>
        {stateText(t, entry.state)}
      </span>
      <span className={css.facts}>{facts.join(" · ")}</span>
      <time className={css.when} dateTime={times.machine(entry.started * 1000)}>
        {times.stamp(entry.started * 1000)}
      </time>
    </div>
  );
}
