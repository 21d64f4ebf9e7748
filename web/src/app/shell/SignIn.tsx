// Mode "secured" without a session: the owner's password (X18). After it, the same place.
import { type FormEvent, useState } from "react";
import { request } from "api/client";
import { ApiError } from "api/errors";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import { Mark } from "ui/Mark/Mark";
import css from "app/shell/Gate.module.css";

export default function SignIn({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [password, setPassword] = useState("");
  const [error, setError] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await request("/api/kith/auth/login", { method: "POST", body: { password } });
      onDone();
    } catch (cause) {
      const failed = cause instanceof ApiError ? cause : null;
      setError(failed?.status === 401 ? t("login.wrong") : (failed?.text ?? String(cause)));
    }
  };
  return (
    <main className={css.gate}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <Mark size={48} />
        <h1>{t("login.title")}</h1>
        <TextField
          label={t("login.password")}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
          error={error}
        />
        <Button kind="primary" submits>
          {t("login.open")}
        </Button>
      </form>
    </main>
  );
}
