// What an import does or did, by outcome, with the reason and a sample of everything that was left out.
import type { ReactNode } from "react";
import type { ImportReport } from "api/types";
import { useFormat } from "app/format";
import { skipText } from "features/imports/problems";
import { type Key, useT } from "i18n/index";
import css from "features/imports/Report.module.css";

export interface ReportProps {
  report: ImportReport;
  /** "dry": what would be. "done": what was. */
  kind: "dry" | "done";
}

export function Report({ report, kind }: ReportProps) {
  const t = useT();
  const f = useFormat();
  const skipped = report.skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={css.report}>
      <table className={css.table}>
        <caption className="visually-hidden">
          {t(kind === "dry" ? "imports.wouldBe" : "imports.was")}
        </caption>
        <tbody>
          <Row name="imports.new" value={report.new} strong />
          <Row name="imports.duplicate" value={report.duplicate} />
          <Row name="imports.changed" value={report.changed} />
          <Row name="imports.skipped" value={skipped}>
            {report.skipped.length > 0 && <Skips report={report} />}
          </Row>
          {report.media_missing > 0 && (
            <Row name="imports.media" value={report.media_missing}>
              {t("imports.mediaMeans")}
            </Row>
          )}
        </tbody>
      </table>
      {report.warnings.length > 0 && (
        <details className={css.warnings}>
          <summary>{t("imports.warnings", { n: report.warnings.length })}</summary>
          <ul>
            {report.warnings.map((one, i) => (
              <li key={i} dir="auto">
                {one}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className={css.foot}>
        {t(kind === "dry" ? "imports.readIn" : "imports.importedIn", {
          time: f.duration(report.seconds),
        })}
      </p>
    </div>
  );
}

interface RowProps {
  name: Key;
  value: number;
  strong?: boolean;
  children?: ReactNode;
}

function Row({ name, value, strong, children }: RowProps) {
  const t = useT();
  const f = useFormat();
  return (
    <tr data-row={name} className={strong ? css.strong : undefined}>
      <th scope="row">{t(name)}</th>
      <td className={css.value}>{f.number(value)}</td>
      <td className={css.why}>{children}</td>
    </tr>
  );
}

function Skips({ report }: { report: ImportReport }) {
  const t = useT();
  return (
    <ul className={css.skips}>
      {report.skipped.map(({ reason, count, sample }) => (
        <li key={reason}>
          {t("imports.skipOf", { n: count, why: skipText(t, reason) })}
          {sample && (
            <details>
              <summary>{t("imports.example")}</summary>
              <code dir="auto">{sample}</code>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
