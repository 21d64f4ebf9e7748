// The counts beside the hits. Each adds its filter to the query or takes it out; Alt, or the minus, leaves it out instead.
import { useId, useState } from "react";
import type { Facets } from "api/types";
import { useFormat } from "app/format";
import { useShownName } from "app/names";
import { type Choice, type Group, toggled } from "features/search/edit";
import { type FacetRow, type Known, rowsOf, shortened } from "features/search/facets";
import { TimeBars } from "features/search/TimeBars";
import { type Key, useT } from "i18n/index";
import { IconButton } from "ui/Button/Button";
import { CircleMinus } from "ui/Icon/icons";
import { kindKey } from "ui/Hit/Hit";
import css from "features/search/Facets.module.css";

const kAtFirst = 8;

export interface FacetPanelProps {
  q: string;
  onChange: (q: string) => void;
  facets: Readonly<Record<Group, Facets>>;
  known: Known;
}

export function FacetPanel({ q, onChange, facets, known }: FacetPanelProps) {
  const t = useT();
  const toggle = (choice: Choice, how: "with" | "without") => onChange(toggled(q, choice, how));
  const rows = (group: Exclude<Group, "month">) => rowsOf(group, facets[group], q, known);
  const others = (chats: number, count: number) =>
    chats > 0 ? t("search.others", { n: chats, count }) : "";
  return (
    <div className={css.panel}>
      <Rows
        heading="search.chats"
        rows={rows("chat")}
        onToggle={toggle}
        note={others(facets.chat.other_chats, facets.chat.other_chats_count)}
      />
      <Rows
        heading="search.people"
        rows={rows("person")}
        onToggle={toggle}
        note={others(facets.person.other_people, facets.person.other_people_count)}
      />
      <TimeBars months={facets.month.month} q={q} onChange={onChange} />
      <Rows heading="search.kinds" rows={rows("type")} onToggle={toggle} kinds />
    </div>
  );
}

interface RowsProps {
  heading: Key;
  rows: readonly FacetRow[];
  onToggle: (row: FacetRow, how: "with" | "without") => void;
  note?: string;
  kinds?: boolean;
}

function Rows({ heading, rows, onToggle, note, kinds }: RowsProps) {
  const t = useT();
  const id = useId();
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const some = shortened(rows, kAtFirst);
  return (
    <section role="group" aria-labelledby={id} className={css.group}>
      <h2 id={id}>{t(heading)}</h2>
      <ul>
        {(all ? rows : some).map((row) => (
          <Row key={row.key} row={row} onToggle={onToggle} kind={kinds} />
        ))}
      </ul>
      {some.length < rows.length && (
        <button type="button" className={css.more} onClick={() => setAll(!all)}>
          {all ? t("search.fewer") : t("search.all", { n: rows.length })}
        </button>
      )}
      {note && <p className={css.note}>{note}</p>}
    </section>
  );
}

interface RowProps {
  row: FacetRow;
  onToggle: RowsProps["onToggle"];
  kind?: boolean;
}

function Row({ row, onToggle, kind }: RowProps) {
  const t = useT();
  const f = useFormat();
  const shown = useShownName();
  const name = kind ? t(kindKey(row.name)) : row.me ? t("hit.me") : shown(row.name);
  const without = row.state === "without";
  return (
    <li className={`${css.row} ${without ? css.without : ""}`}>
      <label className={css.choice}>
        <input
          type="checkbox"
          checked={row.state === "with"}
          onChange={() => {}}
          onClick={(event) => onToggle(row, event.altKey ? "without" : "with")}
        />
        <span className={css.name} dir="auto">
          {name}
        </span>
        <span className={css.count}>
          {f.number(row.count)}
          {without && <span className="visually-hidden"> {t("search.excluded")}</span>}
        </span>
      </label>
      <span className={css.minus}>
        <IconButton
          icon={CircleMinus}
          size={16}
          label={t(without ? "search.notWithout" : "search.without", { name })}
          aria-pressed={without}
          onClick={() => onToggle(row, "without")}
        />
      </span>
    </li>
  );
}
