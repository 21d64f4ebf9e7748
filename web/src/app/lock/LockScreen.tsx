// The page while it is locked: nothing else is mounted, and no text of the archive is in the page.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiError } from "api/errors";
import { useFormat } from "app/format";
import { unlock } from "app/lock/lock";
import { useWait } from "app/lock/useWait";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import { Mark } from "ui/Mark/Mark";
import gate from "app/shell/Gate.module.css";
import css from "app/lock/Lock.module.css";

export function LockScreen({
  onUnlock = unlock,
}: {
  onUnlock?: (pin: string) => Promise<boolean>;
}) {
  const t = useT();
  const f = useFormat();
  const [pin, setPin] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [left, wait] = useWait();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = t("app.title", { screen: t("lock.title") });
    field.current?.focus();
  }, [t]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || left > 0) return;
    setBusy(true);
    setError("");
    try {
      if (await onUnlock(pin)) return;
      setError(t("lock.wrong"));
    } catch (cause) {
      if (wait(cause)) setError(t("lock.tooMany"));
      else if (cause instanceof ApiError) setError(cause.text || t("state.noServer"));
      else setError(String(cause));
    }
    setPin("");
    setBusy(false);
    field.current?.focus();
  };
  return (
    <main className={gate.gate}>
      <form className={gate.form} onSubmit={(event) => void submit(event)}>
        <Mark size={48} />
        <h1>{t("lock.title")}</h1>
        <TextField
          ref={field}
          label={t("lock.pin")}
          type="password"
          autoComplete="off"
          value={pin}
          onChange={setPin}
          error={error}
          hint={t("lock.note")}
        />
        {error !== "" && <p className={css.wait}>{t("lock.forgotten")}</p>}
        {left > 0 && <p className={css.wait}>{t("lock.again", { time: f.duration(left) })}</p>}
        <Button kind="primary" submits busy={busy} disabled={left > 0}>
          {t("lock.open")}
        </Button>
      </form>
    </main>
  );
}
