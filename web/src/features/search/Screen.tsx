// Search: what was written, exact counts that narrow it, and the hits. The query lives in the address.
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { ApiError } from "api/errors";
import { useCancel, wasCancelled } from "api/query";
import type { Facets } from "api/types";
import { archiveYears } from "features/search/years";
import { useBoot } from "app/boot";
import { useTimes } from "app/format";
import { useDirectory } from "app/people";
import { useQueryParam } from "app/router";
import { wordsOf } from "features/search/edit";
import type { Known } from "features/search/facets";
import { FacetPanel } from "features/search/FacetPanel";
import { Hits } from "features/search/Hits";
import { type Problem, problemsOf, Problems } from "features/search/Problems";
import { kFind, searchSoon, useFacets, useSearch } from "features/search/queries";
import { remember, useRecent } from "features/search/recent";
import { SearchBox } from "features/search/SearchBox";
import { Start } from "features/search/Start";
import { namesIndex } from "features/search/suggest";
import { Summary } from "features/search/Summary";
import { useWritten, type Written } from "features/search/useWritten";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { EmptyState, ErrorState } from "ui/Empty/Empty";
import { SlidersHorizontal } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";
import { Screen } from "ui/Screen/Screen";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/search/Search.module.css";

export default function SearchScreen() {
  const t = useT();
  const [q, setQ] = useQueryParam("q");
  const written = useWritten(q, (next) => {
    searchSoon(next);
    setQ(next);
  });
  const search = useSearch(q);
  const known = useKnown();
  const source = useSource(known);
  const fresh = !search.isPlaceholderData && written.text === q;
  const problems = problemsOf(written.text, fresh ? search.data?.pages[0]?.problems : undefined);
  useFocusWhenEmpty(q);
  return (
    <Screen
      title={t("search.title")}
      bare
      field={
        <SearchBox
          written={written}
          problems={problems.filter((one) => one.reason !== "ambiguous")}
          source={source}
          onEnter={() => remember(written.text)}
          onDown={() => document.querySelector<HTMLElement>("[data-hits] a")?.focus()}
        />
      }
    >
      {q.trim() === "" ? (
        <Start />
      ) : (
        <Answer q={q} search={search} written={written} problems={problems} known={known} />
      )}
    </Screen>
  );
}

function useKnown(): Known {
  const { data } = useDirectory();
  const { self } = useBoot();
  const name = self?.name;
  return useMemo(() => ({ directory: data, self: name }), [data, name]);
}

function useSource({ directory }: Known) {
  const recent = useRecent();
  const times = useTimes();
  const { archive } = useBoot();
  const index = useMemo(() => namesIndex(directory?.entries ?? [], Date.now() / 1000), [directory]);
  const years = useMemo(() => archiveYears(archive, (ms) => times.dayOf(ms)), [archive, times]);
  return useMemo(() => ({ directory, index, recent, years }), [directory, index, recent, years]);
}

/** One came to write: the field waits for it. */
function useFocusWhenEmpty(q: string) {
  const [empty] = useState(q === "");
  useEffect(() => {
    if (!empty) return undefined;
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>("[data-search]")?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [empty]);
}

interface CountsProps {
  q: string;
  own: Facets | undefined;
  known: Known;
  onChange: (q: string) => void;
}

const Counts = memo(({ q, own, known, onChange }: CountsProps) => (
  <FacetPanel q={q} onChange={onChange} facets={useFacets(q, own)} known={known} />
));

function Finding() {
  const t = useT();
  const cancel = useCancel(([first]) => first === kFind);
  const stop = <Button onClick={cancel}>{t("state.cancel")}</Button>;
  return <Skeleton says={t("search.finding")} lines={8} after={stop} />;
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  const stopped = wasCancelled(error);
  const offline = error instanceof ApiError && error.offline;
  const text = offline ? "state.noServer" : "search.failed";
  return (
    <ErrorState
      text={t(stopped ? "state.cancelled" : text)}
      details={stopped ? undefined : error.message}
      onRetry={onRetry}
    />
  );
}

interface AnswerProps {
  q: string;
  search: ReturnType<typeof useSearch>;
  written: Written;
  problems: readonly Problem[];
  known: Known;
}

function Answer({ q, search, written, problems, known }: AnswerProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const first = search.data?.pages[0];
  // The hits are drawn first: nobody waits for the counts beside them, and they are many.
  const counted = useDeferredValue(first, undefined);
  const hits = useMemo(() => search.data?.pages.flatMap((page) => page.hits) ?? [], [search.data]);
  const { fetchNextPage } = search;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (search.error && !first)
    return <Failed error={search.error} onRetry={() => void search.refetch()} />;
  if (!first) return <Finding />;
  const panel = counted && (
    <Counts q={counted.q} own={counted.facets} known={known} onChange={written.commit} />
  );
  return (
    <div
      className={css.answer}
      data-old={search.isPlaceholderData || undefined}
      aria-busy={search.isPlaceholderData || undefined}
    >
      <div className={css.main}>
        <Summary q={q} found={first} onChange={written.commit}>
          <span className={css.filter}>
            <Button icon={SlidersHorizontal} onClick={() => setOpen(true)}>
              {t("search.filter")}
            </Button>
          </span>
        </Summary>
        <Problems q={q} problems={problems} known={known} onChange={written.commit} />
        {hits.length === 0 ? (
          <EmptyState
            text={t("search.none")}
            hint={t("search.noneHint")}
            drawing="search"
            action={
              wordsOf(q) !== "" &&
              wordsOf(q) !== q.trim() && (
                <Button onClick={() => written.commit(wordsOf(q))}>{t("search.onlyWords")}</Button>
              )
            }
          />
        ) : (
          <Hits
            q={first.q}
            hits={hits}
            total={first.total}
            more={search.hasNextPage}
            loading={search.isFetchingNextPage}
            failed={search.isFetchNextPageError}
            onMore={onMore}
          />
        )}
      </div>
      <aside className={css.side} aria-label={t("search.narrow")}>
        {panel}
      </aside>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("search.narrow")} shape="sheet">
        {open && panel}
      </Dialog>
    </div>
  );
}
