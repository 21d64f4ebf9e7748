// The models inside: what they are, how large, how fast, and what they are at.
import type { Inside, ModelsState } from "api/surfaces/models";
import { useFormat } from "app/format";
import { useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { ShieldCheck } from "ui/Icon/icons";
import css from "features/settings/Models.module.css";

const kCommand = "kith models";

export function InsideCards({ state }: { state: ModelsState }) {
  const t = useT();
  return (
    <section className={css.section} aria-label={t("models.inside")}>
      <h2>{t("models.inside")}</h2>
      <p className={css.stays}>
        <Icon of={ShieldCheck} size={16} />
        {t("models.insideMeans")}
      </p>
      <div className={css.cards}>
        <Card
          title={t("models.chat")}
          model={state.chat}
          used={state.answers.provider === "local"}
          unit="tokens"
        />
        <Card
          title={t("models.embedding")}
          model={state.embedder}
          used={state.embeds.provider === "local"}
          unit="texts"
        />
      </div>
    </section>
  );
}

interface CardProps {
  title: string;
  model: Inside;
  /** It is the one that is asked. */
  used: boolean;
  unit: "tokens" | "texts";
}

function Card({ title, model, used, unit }: CardProps) {
  const t = useT();
  const f = useFormat();
  const { phase, name, bytes, percent, eta_s: left } = model;
  return (
    <article className={css.card} data-phase={phase} aria-label={title}>
      <h3>{title}</h3>
      <p className={css.name}>{name || t("models.noName")}</p>
      <p className={css.facts}>
        <span className={css.phase}>{t(`models.phase.${phase}`)}</span>
        {bytes > 0 && <span>{f.bytes(bytes)}</span>}
        {model.prompt_per_s > 0 && (
          <span>{t("models.reads", { n: Math.round(model.prompt_per_s) })}</span>
        )}
        {model.token_per_s > 0 && (
          <span>{t(`models.speed.${unit}`, { n: Math.round(model.token_per_s) })}</span>
        )}
        {model.start_s !== null && (
          <span>{t("models.starts", { n: Math.round(model.start_s * 10) / 10 })}</span>
        )}
        {used && <strong className={css.used}>{t("models.used")}</strong>}
      </p>
      {phase === "preparing" && (
        <div className={css.preparing}>
          <progress
            max={100}
            value={percent ?? undefined}
            aria-label={t("models.phase.preparing")}
          />
          <span role="status">
            {percent !== null && t("models.percent", { n: Math.floor(percent) })}{" "}
            {left !== null && t("models.left", { time: f.duration(left) })} {model.detail}
          </span>
        </div>
      )}
      {model.reason && (phase === "absent" || phase === "failed") && (
        <p className={phase === "failed" ? css.bad : css.hint} dir="auto">
          {model.reason}
        </p>
      )}
      {phase === "absent" && (
        <p className={css.hint}>
          {t("models.howToPrepare")} <code>{kCommand}</code>
        </p>
      )}
    </article>
  );
}
