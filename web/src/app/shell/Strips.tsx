// Lines above every screen: not running, not encrypted, demo data, counting again.
import { useEffect, useState } from "react";
import { useBoot } from "app/boot";
import { retryNow, useConnection } from "app/connection";
import { countAgain, putAside, useCountingFailed } from "app/counting";
import { useActiveJobs } from "app/jobs";
import { useFormat } from "app/format";
import { toWelcome } from "app/links";
import { keep } from "app/store";
import { useT } from "i18n/index";
import { Button, IconButton } from "ui/Button/Button";
import { CircleAlert, Info, RotateCw, TriangleAlert, X } from "ui/Icon/icons";
import { Link } from "ui/Link/Link";
import { Strip } from "ui/Strip/Strip";
import { toast } from "ui/Toast/toasts";

const kDemoKey = "kith.demo-strip";

export function Strips() {
  return (
    <>
      <Offline />
      <Insecure />
      <Demo />
      <Updating />
      <CountingFailed />
    </>
  );
}

function Offline() {
  const t = useT();
  const { offline, retryAt } = useConnection();
  const seconds = useCountdown(offline ? retryAt : 0);
  if (!offline) return null;
  return (
    <Strip
      kind="danger"
      icon={CircleAlert}
      urgent
      actions={
        <Button icon={RotateCw} onClick={retryNow}>
          {t("strip.retry")}
        </Button>
      }
    >
      {t("strip.offline", { seconds })}
    </Strip>
  );
}

function useCountdown(at: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!at) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [at]);
  return Math.max(0, Math.ceil((at - now) / 1000));
}

function Insecure() {
  const t = useT();
  if (isSecureContext) return null;
  return (
    <Strip kind="warn" icon={TriangleAlert}>
      {t("strip.insecure")}
    </Strip>
  );
}

function Demo() {
  const t = useT();
  const { self } = useBoot();
  const [dismissed, setDismissed] = useState(() => keep.read(kDemoKey, false));
  if (self?.id !== "demo_me" || dismissed) return null;
  const dismiss = () => {
    keep.write(kDemoKey, true);
    setDismissed(true);
  };
  return (
    <Strip
      kind="quiet"
      icon={Info}
      actions={
        <>
          <Link to={toWelcome()}>{t("strip.demoImport")}</Link>
          <IconButton icon={X} label={t("layer.close")} onClick={dismiss} />
        </>
      }
    >
      {t("strip.demo")}
    </Strip>
  );
}

/** The old numbers stay while new ones are counted. */
function Updating() {
  const t = useT();
  const f = useFormat();
  const { archive } = useBoot();
  const job = useActiveJobs().find((one) => one.kind === "index");
  if (!job || archive.state !== "ready") return null;
  return (
    <Strip kind="quiet">
      {t("strip.updating", { done: f.number(job.done), total: f.number(job.total) })}
    </Strip>
  );
}

/** What was counted before stays; the reason is the server's. */
function CountingFailed() {
  const t = useT();
  const error = useCountingFailed();
  if (!error) return null;
  const again = () =>
    countAgain().catch((cause: Error) =>
      toast(t("strip.indexFailed", { error: cause.message }), { kind: "error" }),
    );
  return (
    <Strip
      kind="warn"
      icon={TriangleAlert}
      actions={
        <>
          <Button icon={RotateCw} onClick={() => void again()}>
            {t("strip.retry")}
          </Button>
          <IconButton icon={X} label={t("layer.close")} onClick={putAside} />
        </>
      }
    >
      {t("strip.indexFailed", { error })}
    </Strip>
  );
}
