// What a screen reader hears: each new message once, and of an answer only how far it is, not its growing text.
import type { Said, Writing } from "api/talk-log";
import { sentencesIn } from "features/live/compose";
import { useT } from "i18n/index";

const kHeard = 5; // new messages that stay in the log

export function Announcer({
  said,
  writing,
}: {
  said: readonly Said[];
  writing: readonly Writing[];
}) {
  const t = useT();
  const waits = said.some((one) => one.stage === "kept");
  const paragraphs = writing[0] ? writing[0].text.split(/\n\n/).slice(0, -1).join("\n\n") : "";
  const sentences = sentencesIn(paragraphs);
  const newest = said.at(-1);
  const answered = newest !== undefined && !newest.mine && newest.seen > 0;
  const now = waits
    ? sentences > 0
      ? t("live.sentences", { n: sentences })
      : t("live.writing")
    : answered
      ? t("live.done")
      : "";
  const fresh = said.filter((one) => one.seen > 0 && one.id && !one.mine).slice(-kHeard);
  return (
    <>
      <p className="visually-hidden" role="status">
        {now}
      </p>
      <div className="visually-hidden" role="log" aria-label={t("live.list")}>
        {fresh.map((one) => (
          <p key={one.key}>
            {t("live.model")}: {one.text}
          </p>
        ))}
      </div>
    </>
  );
}
