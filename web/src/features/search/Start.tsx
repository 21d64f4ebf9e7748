// Before anything is written: earlier searches, and what one can write.
import { toSearch } from "app/links";
import { forgetAll, useRecent } from "features/search/recent";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Link } from "ui/Link/Link";
import css from "features/search/Search.module.css";

const kExamples = [
  ['"明天见"', "phrase"],
  ["爬山 OR 徒步", "or"],
  ["爬山 -周末", "not"],
  ["from:me is:opener", "opener"],
  ["is:late weekday:weekend", "late"],
  ["has:image,video on:lastmonth", "kind"],
  ["hour:22-3 is:private", "hour"],
  ["is:group after:30d", "time"],
] as const;

export function Start() {
  const t = useT();
  const recent = useRecent();
  return (
    <div className={css.start}>
      {recent.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">{t("search.recent")}</h2>
          <ul className={css.recent}>
            {recent.map((query) => (
              <li key={query}>
                <Link to={toSearch(query)} dir="auto">
                  {query}
                </Link>
              </li>
            ))}
          </ul>
          <p className={css.note}>
            {t("search.recentNote")}{" "}
            <Button kind="quiet" onClick={forgetAll}>
              {t("search.forget")}
            </Button>
          </p>
        </section>
      )}
      <section aria-labelledby="examples">
        <h2 id="examples">{t("search.examples")}</h2>
        <dl className={css.examples}>
          {kExamples.map(([query, key]) => (
            <div key={key}>
              <dt>
                <Link to={toSearch(query)}>
                  <code>{query}</code>
                </Link>
              </dt>
              <dd>{t(`search.example.${key}`)}</dd>
            </div>
          ))}
        </dl>
        <p className={css.note}>{t("search.operators")}</p>
      </section>
    </div>
  );
}
