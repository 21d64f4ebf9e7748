// Above the messages: which conversation, the state of its line, who answers and whether that leaves this machine.
import { useEffect, useState } from "react";
import type { Link as Line } from "api/socket";
import { useBoot } from "app/boot";
import { toLive, toSettings } from "app/links";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { ArrowUpRight, ChevronLeft, ShieldCheck } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import css from "features/live/Live.module.css";

export interface HeadProps {
  name: string;
  link: Line;
  onRetry: () => void;
}

export function Head({ name, link, onRetry }: HeadProps) {
  const t = useT();
  const { model } = useBoot();
  return (
    <header className={css.head}>
      <Link to={toLive()} className={css.back} aria-label={t("live.toAll")}>
        <Icon of={ChevronLeft} size={20} />
      </Link>
      <h2 className={css.whose} dir="auto">
        {name}
      </h2>
      <State link={link} onRetry={onRetry} />
      {model.ready && (
        <Link
          to={toSettings("models")}
          className={model.local ? css.local : css.leaves}
          title={t(model.local ? "live.stays" : "live.leaves", { name: model.name })}
        >
          <Icon of={model.local ? ShieldCheck : ArrowUpRight} size={16} />
          <span className={css.modelName}>{model.name}</span>
        </Link>
      )}
    </header>
  );
}

function State({ link, onRetry }: { link: Line; onRetry: () => void }) {
  const t = useT();
  const seconds = useSeconds(link.state === "lost" ? link.retryAt : undefined);
  return (
    <span className={css.link} data-link={link.state}>
      <span className={css.dot} aria-hidden />
      <span>{t(`live.link.${link.state}`, { seconds })}</span>
      <span className="visually-hidden" role="status">
        {link.state === "open" ? t("live.link.open") : t("live.link.connecting")}
      </span>
      {link.state === "lost" && (
        <Button kind="quiet" onClick={onRetry}>
          {t("live.link.retry")}
        </Button>
      )}
    </span>
  );
}

/** Whole seconds until an instant, drawn each second. */
function useSeconds(at: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [at]);
  return Math.max(0, Math.ceil(((at ?? now) - now) / 1000));
}
