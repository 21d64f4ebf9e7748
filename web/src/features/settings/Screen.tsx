// Settings › Models: the models inside, the providers one has added, embedding, and what leaves this machine.
import { useEffect } from "react";
import { useAsk } from "api/query";
import { llmSettings, modelsState, type LlmSettings, type ModelsState } from "api/surfaces/models";
import { refreshBoot } from "app/boot";
import { Embedding } from "features/settings/Embedding";
import { InsideCards } from "features/settings/Inside";
import { Leaves } from "features/settings/Leaves";
import { Profiles } from "features/settings/Profiles";
import { useT } from "i18n/index";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";
import css from "features/settings/Models.module.css";

const kAgain = 2000; // milliseconds, while something is being prepared or started

const state = modelsState();
const settings = llmSettings();

export default function SettingsScreen() {
  const t = useT();
  const models = useAsk(state);
  const llm = useAsk(settings);
  const { data, refetch } = models;
  const moving = [data?.chat, data?.embedder].some(
    (one) => one?.phase === "preparing" || one?.phase === "starting",
  );
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => void refetch(), kAgain);
    return () => clearInterval(timer);
  }, [moving, refetch]);
  // Who answers is said on every screen.
  const ready = data?.answers.ready;
  useEffect(() => {
    if (ready !== undefined) refreshBoot().catch(() => {});
  }, [ready]);
  const changed = () => {
    void models.refetch();
    void llm.refetch();
    refreshBoot().catch(() => {});
  };
  return (
    <Screen title={t("models.title")} needs="none">
      <Part query={models} says={t("models.reading")} lines={6}>
        {(now: ModelsState) => (
          <>
            <InsideCards state={now} />
            <Part query={llm} says={t("models.reading")} lines={6}>
              {(chosen: LlmSettings) => (
                <div className={css.columns}>
                  <div className={css.column}>
                    <Profiles settings={chosen} state={now} onChange={changed} />
                    <Embedding
                      key={JSON.stringify([
                        chosen.embedding_provider,
                        chosen.embedding_base_url,
                        chosen.embedding_model,
                      ])}
                      settings={chosen}
                      state={now}
                      onChange={changed}
                    />
                  </div>
                  <Leaves settings={chosen} state={now} />
                </div>
              )}
            </Part>
          </>
        )}
      </Part>
    </Screen>
  );
}
