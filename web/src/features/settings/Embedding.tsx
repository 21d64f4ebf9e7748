// What turns texts into numbers for the search by meaning: the model inside, or a provider.
import { type FormEvent, useState } from "react";
import {
  changeLlm,
  kHasKey,
  type LlmSettings,
  type ModelsState,
  testEmbedding,
} from "api/surfaces/models";
import { hostOf, isHere, providerName } from "features/settings/profiles";
import { Secret } from "features/settings/Secret";
import { TestButton } from "features/settings/TestButton";
import { useLeaveGuard } from "features/settings/useLeaveGuard";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Select, TextField } from "ui/Form/Field";
import css from "features/settings/Models.module.css";

export interface EmbeddingProps {
  settings: LlmSettings;
  state: ModelsState;
  onChange: () => void;
}

/** The one inside: it is what is used when nothing was chosen. */
const kInside = "";

export function Embedding({ settings, state, onChange }: EmbeddingProps) {
  const t = useT();
  const start = {
    provider: settings.embedding_provider === "local" ? kInside : settings.embedding_provider,
    key: settings.embedding_api_key,
    base: settings.embedding_base_url,
    model: settings.embedding_model,
    dims: settings.embedding_dims,
  };
  const [form, setForm] = useState(start);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState("");
  const dirty = JSON.stringify(form) !== JSON.stringify(start);
  const guard = useLeaveGuard(dirty, () => setForm(start));
  const known = state.embedders.find(({ id }) => id === form.provider);
  const host = form.provider === kInside ? "" : hostOf(form.base || known?.base_url || "");
  const stays = form.provider === kInside || isHere(host);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      await changeLlm((now) => ({
        ...now,
        embedding_provider: form.provider,
        embedding_api_key: form.key,
        embedding_base_url: form.base.trim(),
        embedding_model: form.model.trim(),
        embedding_dims: form.dims,
      }));
      setForm({ ...form, key: form.key && kHasKey });
      setError("");
      onChange();
    } catch (cause) {
      setError((cause as Error).message);
    }
    setSaving(false);
  };
  const options = state.embedders.filter(({ id }) => id !== "local" && id !== "mock");
  return (
    <section className={css.section} aria-label={t("models.embedding")}>
      <h2>{t("models.embedding")}</h2>
      <p className={css.hint}>{t("models.embeddingMeans")}</p>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <Select
          label={t("models.provider")}
          value={form.provider}
          options={[
            { value: kInside, text: t("models.insideOne") },
            ...options.map(({ id }) => ({
              value: id,
              text: id === "custom" ? t("models.custom") : providerName(id),
            })),
          ]}
          onChange={(provider) => setForm({ provider, key: "", base: "", model: "", dims: 0 })}
        />
        {form.provider !== kInside && (
          <>
            <Secret
              label={t("models.key")}
              value={form.key}
              onChange={(key) => setForm({ ...form, key })}
              saved={form.provider === start.provider ? start.key : ""}
            />
            <TextField
              label={t("models.base")}
              value={form.base}
              placeholder={known?.base_url || t("models.baseExample")}
              onChange={(base) => setForm({ ...form, base })}
              inputMode="url"
            />
            <TextField
              label={t("models.model")}
              value={form.model}
              placeholder={known?.model}
              onChange={(model) => setForm({ ...form, model })}
            />
          </>
        )}
        <p className={stays ? css.here : css.leaves} role="status">
          {stays
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
            {t("models.discard")}
          </p>
        )}
        <div className={css.formActions}>
          <TestButton test={testEmbedding} sends={stays ? undefined : host} disabled={dirty} />
          {dirty && <Button onClick={() => setForm(start)}>{t("models.discardNow")}</Button>}
          <Button kind="primary" submits busy={saving} disabled={!dirty}>
            {t("models.save")}
          </Button>
        </div>
      </form>
    </section>
  );
}
