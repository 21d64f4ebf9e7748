// Adds or changes a provider. Saved as a whole by its button; closing it with something changed asks first.
import { type FormEvent, useState } from "react";
import { type Profile, type Provider } from "api/surfaces/models";
import { Secret } from "features/settings/Secret";
import {
  baseOf,
  hostOf,
  isHere,
  kEfforts,
  lackOf,
  providerName,
  takesEffort,
  withoutKey,
  withProvider,
} from "features/settings/profiles";
import { useLeaveGuard } from "features/settings/useLeaveGuard";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Select, Switch, TextField } from "ui/Form/Field";
import { Dialog } from "ui/Layer/Dialog";
import css from "features/settings/Models.module.css";

export interface ProfileDialogProps {
  start: Profile;
  fresh: boolean;
  providers: readonly Provider[];
  onSave: (profile: Profile) => Promise<void>;
  onClose: () => void;
}

export function ProfileDialog({ start, fresh, providers, onSave, onClose }: ProfileDialogProps) {
  const t = useT();
  const [profile, setProfile] = useState(start);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState("");
  const dirty = JSON.stringify(profile) !== JSON.stringify(start);
  const guard = useLeaveGuard(dirty, onClose);
  const set = (part: Partial<Profile>) => setProfile({ ...profile, ...part });
  const lack = lackOf(profile, providers);
  const known = providers.find(({ id }) => id === profile.provider);
  const host = hostOf(baseOf(profile, providers));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lack || saving) return;
    setSaving(true);
    try {
      await onSave({ ...profile, name: profile.name.trim() || providerName(profile.provider) });
      onClose();
    } catch (cause) {
      setError((cause as Error).message);
      setSaving(false);
    }
  };
  return (
    <Dialog
      open
      onClose={guard.close}
      title={
        fresh
          ? t("models.add")
          : t("models.editTitle", { name: start.name || providerName(start.provider) })
      }
      dirty={dirty}
    >
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <Select
          label={t("models.provider")}
          value={profile.provider}
          options={providers
            .filter(({ id }) => id !== "mock")
            .map(({ id }) => ({
              value: id,
              text: id === "custom" ? t("models.custom") : providerName(id),
            }))}
          onChange={(provider) => setProfile(withProvider(profile, provider))}
          data-first
        />
        <TextField
          label={t("models.name")}
          value={profile.name}
          placeholder={providerName(profile.provider)}
          onChange={(name) => set({ name })}
          dir="auto"
        />
        <Secret
          label={t("models.key")}
          hint={keyHint(t, profile.provider)}
          value={profile.api_key ?? ""}
          onChange={(api_key) => set({ api_key })}
          onForget={() => setProfile(withoutKey(profile))}
          saved={
            start.provider === profile.provider && start.id === profile.id ? start.api_key : ""
          }
        />
        <TextField
          label={t("models.base")}
          value={profile.base_url ?? ""}
          placeholder={known?.base_url || t("models.baseExample")}
          onChange={(base_url) => set({ base_url })}
          inputMode="url"
          error={
            tried && (lack === "base" || lack === "address") ? t(`models.lack.${lack}`) : undefined
          }
        />
        <TextField
          label={t("models.model")}
          value={profile.model ?? ""}
          placeholder={known?.model}
          onChange={(model) => set({ model })}
          error={tried && lack === "model" ? t("models.lack.model") : undefined}
        />
        {takesEffort(profile.provider) && (
          <Select
            label={t("models.effort")}
            value={kEfforts.find((one) => one === profile.reasoning_effort) ?? ""}
            options={kEfforts.map((value) => ({
              value,
              text: t(`models.effort.${value || "off"}`),
            }))}
            onChange={(reasoning_effort) => set({ reasoning_effort })}
          />
        )}
        <Switch
          label={t("models.noThink")}
          checked={profile.no_think ?? false}
          onChange={(no_think) => set({ no_think })}
        />
        <p className={isHere(host) ? css.here : css.leaves} role="status">
          {isHere(host)
            ? t("models.willStay")
            : t("models.willLeave", { host: host || t("models.hostUnknown") })}
        </p>
        {error && (
          <p role="alert" className={css.bad} dir="auto">
            {t("models.notSaved", { text: error })}
          </p>
        )}
        {guard.asking && (
          <p role="alert" className={css.ask}>
            {t("models.discard")}{" "}
            <Button kind="danger" onClick={onClose}>
              {t("models.discardNow")}
            </Button>
          </p>
        )}
        <p className={css.formActions}>
          <Button onClick={guard.close}>{t("models.cancel")}</Button>
          <Button kind="primary" submits busy={saving}>
            {t("models.save")}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}

function keyHint(t: ReturnType<typeof useT>, provider: string): string | undefined {
  if (provider === "bedrock" || provider === "vertex" || provider === "ollama")
    return t(`models.keyHint.${provider}`);
  return undefined;
}
