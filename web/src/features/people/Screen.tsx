// People: everyone one talks with, filtered as one types.
import { useDeferredValue, useMemo, useRef } from "react";
import { type Directory, useDirectory } from "app/people";
import { useQueryParam } from "app/router";
import { useFormat } from "app/format";
import { useKeys } from "app/keys";
import {
  type Kind,
  kinds,
  matching,
  nameIndex,
  type Sort,
  sorted,
  sorts,
} from "features/people/order";
import { type Tier, tierCounts, tierOf, tiers } from "features/people/order";
import { PersonRow } from "features/people/PersonRow";
import { useStats } from "features/people/queries";
import { useLocale, useT } from "i18n/index";
import { EmptyState } from "ui/Empty/Empty";
import { Select } from "ui/Form/Field";
import { FilterField } from "ui/Form/FilterField";
import { Segmented } from "ui/Form/Segmented";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";
import { VirtualList } from "ui/VirtualList/VirtualList";
import css from "features/people/People.module.css";

const kRow = 64;

/** A value of the address, or the first of its choices. */
const oneOf = <T extends string>(choices: readonly T[], value: string): T =>
  choices.find((choice) => choice === value) ?? choices[0]!;

export default function PeopleScreen() {
  const t = useT();
  const people = useDirectory();
  return (
    <Screen title={t("people.title")}>
      <Part query={people} says={t("people.reading")} lines={8}>
        {(directory) => <People directory={directory} />}
      </Part>
    </Screen>
  );
}

function People({ directory }: { directory: Directory }) {
  const t = useT();
  const f = useFormat();
  const stats = useStats();
  const [text, setText] = useQueryParam("q");
  const field = useRef<HTMLInputElement>(null);
  const [kindParam, setKind] = useQueryParam("kind");
  const [sortParam, setSort] = useQueryParam("sort");
  const [tierParam, setTier] = useQueryParam("tier");
  const [kind, sort, tier] = [
    oneOf(kinds, kindParam),
    oneOf(sorts, sortParam),
    oneOf(tiers, tierParam),
  ];
  const ofKind = useMemo(
    () => directory.entries.filter((one) => one.kind === kind),
    [directory, kind],
  );
  const { shown, counts } = useShown(ofKind, { sort, tier, text, stats });
  useKeys([{ keys: "f", text: t("people.filter"), run: () => field.current?.focus() }]);
  const firstRow = () => document.querySelector<HTMLElement>("[data-rows] a")?.focus();
  return (
    <>
      <div className={css.tools}>
        <Segmented
          label={t("people.kind")}
          value={kind}
          onChange={(value: Kind) => setKind(value === kinds[0] ? "" : value)}
          options={kinds.map((value) => ({ value, text: t(`people.kind.${value}`) }))}
        />
        <FilterField
          ref={field}
          className={css.filter}
          label={t("people.filter")}
          value={text}
          onChange={setText}
          onDown={firstRow}
        />
        <Select
          bare
          label={t("people.sort")}
          value={sort}
          onChange={(value: Sort) => setSort(value === sorts[0] ? "" : value)}
          options={sorts.map((value) => ({ value, text: t(`people.sort.${value}`) }))}
        />
      </div>
      <div className={css.tiers}>
        <Segmented
          label={t("people.tier")}
          value={tier}
          onChange={(value: Tier) => setTier(value === tiers[0] ? "" : value)}
          options={tiers.map((value) => ({
            value,
            text: t(`people.tier.${value}`, { n: f.number(counts[value]) }),
          }))}
        />
      </div>
      <p className="visually-hidden" role="status">
        {t("people.count", { n: shown.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyState
          text={text ? t("people.noneFound", { q: text }) : t("people.none")}
          drawing="search"
        />
      ) : (
        <VirtualList
          label={t("people.title")}
          count={shown.length}
          rowHeight={kRow}
          keyOf={(i) => shown[i]?.id ?? i}
          row={(i) => {
            const entry = shown[i]!;
            return (
              <PersonRow
                entry={entry}
                query={directory.inChat(entry)}
                stats={stats.get(entry.id)}
              />
            );
          }}
        />
      )}
    </>
  );
}

type Wanted = { sort: Sort; tier: Tier; text: string; stats: ReturnType<typeof useStats> };

function useShown(entries: Directory["entries"], { sort, tier, text, stats }: Wanted) {
  const lang = useLocale();
  const wanted = useDeferredValue(text.trim());
  // One clock for all rows of an answer.
  const at = useMemo(() => ({ entries, now: Math.floor(Date.now() / 1000) }), [entries]);
  const index = useMemo(() => nameIndex(at.entries, at.now), [at]);
  const ordered = useMemo(() => sorted(at.entries, sort, stats, lang), [at, sort, stats, lang]);
  const counts = useMemo(() => tierCounts(at.entries, at.now), [at]);
  const shown = useMemo(() => {
    const found = wanted ? matching(index, wanted) : undefined;
    return ordered.filter(
      (one) => (tier === "all" || tierOf(one, at.now) === tier) && (!found || found.has(one.id)),
    );
  }, [ordered, tier, wanted, index, at]);
  return { shown, counts };
}
