// How many there are, how long it took, and their order.
import type { ReactNode } from "react";
import type { Found } from "api/types";
import { useFormat } from "app/format";
import { useActiveJobs } from "app/jobs";
import { withSort } from "features/search/edit";
import { useT } from "i18n/index";
import type { Sort } from "lib/query-language";
import { Select } from "ui/Form/Field";
import css from "features/search/Search.module.css";

/** "best" is answered as "new" for now: it is not offered. */
const kSorts: readonly Sort[] = ["new", "old"];

export interface SummaryProps {
  q: string;
  found: Found;
  onChange: (q: string) => void;
  children: ReactNode;
}

export function Summary({ q, found, onChange, children }: SummaryProps) {
  const t = useT();
  const f = useFormat();
  const coming = useActiveJobs().some((job) => job.kind === "import");
  return (
    <div className={css.summary}>
      <p className={css.total} role="status" data-total={found.total}>
        <strong>{f.number(found.total)}</strong> {t("search.messages", { n: found.total })}
        <span className={css.took}>
          {t("search.took", { ms: f.number(Math.max(1, Math.round(found.took_ms))) })}
        </span>
      </p>
      <Select
        bare
        label={t("search.sort")}
        value={found.sort === "old" ? "old" : "new"}
        onChange={(sort: Sort) => onChange(withSort(q, sort))}
        options={kSorts.map((sort) => ({
          value: sort,
          text: t(sort === "old" ? "search.oldest" : "search.newest"),
        }))}
      />
      {children}
      {coming && <p className={css.coming}>{t("search.coming")}</p>}
    </div>
  );
}
