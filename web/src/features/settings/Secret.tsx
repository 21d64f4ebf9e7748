// A key: never shown once it is stored. Empty keeps it; what is written replaces it.
import { kHasKey } from "api/surfaces/models";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import css from "features/settings/Models.module.css";

export interface SecretProps {
  label: string;
  hint?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  /** What was stored: kHasKey, or "". */
  saved: string | undefined;
  /** Takes the stored key out; without it that cannot be done. */
  onForget?: () => void;
}

export function Secret({ label, hint, value, onChange, saved, onForget }: SecretProps) {
  const t = useT();
  const stored = saved === kHasKey;
  return (
    <div className={css.secret}>
      <TextField
        label={label}
        hint={stored ? t("models.keyKeeps") : hint}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={value === kHasKey ? "" : value}
        placeholder={stored ? t("models.keySaved") : undefined}
        onChange={(next) => onChange(next === "" && stored ? kHasKey : next)}
      />
      {stored && onForget && (
        <Button kind="quiet" onClick={onForget}>
          {t("models.keyForget")}
        </Button>
      )}
    </div>
  );
}
