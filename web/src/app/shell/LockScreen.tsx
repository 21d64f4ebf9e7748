// The page while it is locked: nothing else is mounted, and no text of the archive is in memory.
import { type FormEvent, useState } from "react";
import { ApiError } from "api/errors";
import { unlock } from "app/lock";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import { Mark } from "ui/Mark/Mark";
import css from "app/shell/Gate.module.css";

export default function LockScreen() {
  const t = useT();
  const [pin, setPin] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      if (!(await unlock(pin))) setError(t("lock.wrong"));
    } catch (cause) {
      setError(cause instanceof ApiError ? cause.text : String(cause));
    }
    setPin("");
    setBusy(false);
  };
  return (
    <main className={css.gate}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <Mark size={48} />
        <h1>{t("lock.title")}</h1>
        <TextField
          label={t("lock.pin")}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          value={pin}
          onChange={setPin}
          error={error}
          hint={t("lock.note")}
        />
        <Button kind="primary" submits busy={busy}>
          {t("lock.open")}
        </Button>
      </form>
    </main>
  );
}
