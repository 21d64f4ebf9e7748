// Said plainly: which texts leave this machine, to whom, and when.
import type { LlmSettings, ModelsState } from "api/surfaces/models";
import { baseOf, hostOf, isHere, providerName } from "features/settings/profiles";
import { useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { ArrowUpRight, ShieldCheck } from "ui/Icon/icons";
import css from "features/settings/Models.module.css";

export function Leaves({ settings, state }: { settings: LlmSettings; state: ModelsState }) {
  const t = useT();
  const far = settings.llm_profiles.flatMap((one) => {
    const host = hostOf(baseOf(one, state.providers));
    return isHere(host) ? [] : [{ name: one.name || providerName(one.provider), host }];
  });
  const { answers, embeds } = state;
  return (
    <aside className={css.aside} aria-label={t("models.leavesTitle")}>
      <h2>{t("models.leavesTitle")}</h2>
      <Line stays={answers.local || !answers.ready}>
        {!answers.ready
          ? t("models.nobodyAnswers")
          : t(answers.local ? "models.answersHere" : "models.answersThere", {
              name: answers.name || answers.model,
            })}
      </Line>
      <Line stays={embeds.local || !embeds.ready}>
        {!embeds.ready
          ? t("models.nobodyEmbeds")
          : t(embeds.local ? "models.embedsHere" : "models.embedsThere", {
              name: embeds.name || embeds.model,
            })}
      </Line>
      {far.length > 0 && (
        <>
          <p className={css.hint}>{t("models.farMeans")}</p>
          <ul className={css.far}>
            {far.map(({ name, host }) => (
              <li key={`${name} ${host}`} className={css.leaves}>
                <Icon of={ArrowUpRight} size={14} />
                <span dir="auto">
                  {name} · {host || t("models.hostUnknown")}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={css.hint}>{t("models.keysMean")}</p>
    </aside>
  );
}

function Line({ stays, children }: { stays: boolean; children: string }) {
  return (
    <p className={stays ? css.here : css.leaves}>
      <Icon of={stays ? ShieldCheck : ArrowUpRight} size={16} />
      {children}
    </p>
  );
}
