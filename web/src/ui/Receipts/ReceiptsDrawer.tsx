// The messages behind a number: the query as one could have typed it, how many there are, and the list itself.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { answerOf } from "api/ask";
import { useCancel, useGeneration, wasCancelled } from "api/query";
import { find } from "api/surfaces/kith";
import { useFormat } from "app/format";
import { toSearch } from "app/links";
import { useLocation } from "app/router";
import { tx, useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { EmptyState, ErrorState } from "ui/Empty/Empty";
import { Hit } from "ui/Hit/Hit";
import { Dialog } from "ui/Layer/Dialog";
import { useMedia } from "ui/Layer/useMedia";
import { Link } from "ui/Link/Link";
import { closeReceipt, type OpenReceipt, useReceipt } from "ui/Receipts/receipts";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "ui/Receipts/Receipts.module.css";

const kWide = "(min-width: 1200px)";

export default function ReceiptsDrawer() {
  const t = useT();
  const open = useReceipt();
  const { key } = useLocation();
  const beside = useMedia(kWide);
  // Another screen has other numbers.
  const opened = useRef(key);
  useEffect(() => {
    if (opened.current !== key) closeReceipt();
    opened.current = key;
  }, [key]);
  return (
    <Dialog
      open={open !== null}
      onClose={closeReceipt}
      title={open?.title ?? ""}
      shape="sheet"
      beside={beside}
      actions={
        open && (
          <Link to={toSearch(open.query)} as="plain" onClick={closeReceipt}>
            {t("receipt.openInSearch")}
          </Link>
        )
      }
    >
      {open && <Messages key={open.query} receipt={open} />}
    </Dialog>
  );
}

const kReceipt = "receipt";

function Messages({ receipt }: { receipt: OpenReceipt }) {
  const t = useT();
  const f = useFormat();
  const cancel = useCancel(([first, , query]) => first === kReceipt && query === receipt.query);
  const found = useInfiniteQuery({
    queryKey: [kReceipt, useGeneration(), receipt.query],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answerOf(find(receipt.query, { cursor: pageParam }), signal),
    getNextPageParam: (last) => last.cursor || undefined,
  });
  const first = found.data?.pages[0];
  const hits = found.data?.pages.flatMap((page) => page.hits) ?? [];
  if (found.isError) {
    const stopped = wasCancelled(found.error);
    return (
      <ErrorState
        text={t(stopped ? "state.cancelled" : "receipt.failed")}
        details={stopped ? undefined : found.error.message}
        onRetry={() => void found.refetch()}
      />
    );
  }
  const stop = <Button onClick={cancel}>{t("state.cancel")}</Button>;
  if (!first) return <Skeleton says={t("receipt.finding")} lines={8} after={stop} />;
  return (
    <>
      <p className={css.query} dir="auto">
        <code>{receipt.query}</code>
      </p>
      <p className={css.total}>
        {tx("receipt.total", {
          n: first.total,
          took: f.number(Math.max(1, Math.round(first.took_ms))),
        })}
      </p>
      {first.total !== receipt.expected && (
        <p className={css.differs}>
          {t("receipt.differs", { counted: receipt.expected, shown: first.total })} {receipt.why}
        </p>
      )}
      {hits.length === 0 ? (
        <EmptyState text={t("receipt.none")} drawing="search" />
      ) : (
        <ul className={css.list}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <Hit hit={hit} />
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <div className={css.more}>
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t("receipt.more")}
          </Button>
          <span>{t("receipt.shown", { n: hits.length, total: f.number(first.total) })}</span>
        </div>
      )}
    </>
  );
}
