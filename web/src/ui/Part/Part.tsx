// A part of a screen that asks the server: skeleton, error or emptiness in its place, then what was asked for.
import { lazy, type ReactNode, Suspense } from "react";
import { ApiError } from "api/errors";
import { wasCancelled } from "api/query";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { ErrorState } from "ui/Empty/Empty";
import { Skeleton } from "ui/Skeleton/Skeleton";

/** Seldom: not part of the first paint. */
const NeedsModel = lazy(async () => ({
  default: (await import("ui/NeedsModel/NeedsModel")).NeedsModel,
}));

export interface PartProps<T> {
  /** `cancel`: what one may do after ten seconds. */
  query: {
    data: T | undefined;
    error: Error | null;
    refetch: () => unknown;
    cancel?: () => void;
  };
  /** What the skeleton says after two seconds: "Counting members…" */
  says?: string;
  /** Lines of the skeleton, or pixels of one block. */
  lines?: number;
  height?: number;
  /** Shown when `data` is empty. */
  empty?: { when: (data: T) => boolean; state: ReactNode };
  children: (data: T) => ReactNode;
}

export function Part<T>({ query, says, lines, height, empty, children }: PartProps<T>) {
  const t = useT();
  const { data, error, refetch, cancel } = query;
  if (data !== undefined && data !== null) return empty?.when(data) ? empty.state : children(data);
  if (wasCancelled(error))
    return <ErrorState text={t("state.cancelled")} onRetry={() => refetch()} />;
  if (error) {
    const failed = error instanceof ApiError ? error : undefined;
    const text = failed?.offline ? t("state.noServer") : error.message;
    if (failed?.needsModel)
      return (
        <Suspense fallback={null}>
          <NeedsModel hint={text} />
        </Suspense>
      );
    return <ErrorState text={t("state.failed")} details={text} onRetry={() => refetch()} />;
  }
  const stop = cancel && <Button onClick={cancel}>{t("state.cancel")}</Button>;
  return <Skeleton says={says ?? t("state.loading")} lines={lines} height={height} after={stop} />;
}
