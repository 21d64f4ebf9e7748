// A message of a live conversation: the day above the first of a day, how far one's own has come, and what one can do about it.
import { memo } from "react";
import type { Said } from "api/talk-log";
import { useTimes } from "app/format";
import { useT } from "i18n/index";
import { Bubble } from "ui/Bubble/Bubble";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { Check, CircleAlert, Clock, Info, RotateCw } from "ui/Icon/icons";
import css from "features/live/Live.module.css";

export interface MessageProps {
  said: Said;
  /** Unix milliseconds, of this and of the message before. */
  at: number | undefined;
  before: number | undefined;
  offline: boolean;
  /** The newest. */
  last: boolean;
  /** The first that came while nobody looked. */
  unread: boolean;
  onResend: (key: string) => void;
  onRetry: (key: string) => void;
  onAbout: (said: Said) => void;
}

export const Message = memo(function Message(props: MessageProps) {
  const { said, at, before, onAbout } = props;
  const t = useT();
  const times = useTimes();
  const day = at === undefined ? undefined : times.dayOf(at);
  const begins = day !== undefined && (before === undefined || times.dayOf(before) !== day);
  return (
    <>
      {begins && <h2 className={css.day}>{times.heading(day)}</h2>}
      {props.unread && <p className={css.unread}>{t("live.unread")}</p>}
      <Bubble
        mine={said.mine}
        text={said.text}
        at={at}
        model={said.mine ? undefined : t("live.byModel")}
        beside={said.id && <About onPress={() => onAbout(said)} />}
      >
        {staged(props) && <Stage {...props} />}
      </Bubble>
    </>
  );
});

function About({ onPress }: { onPress: () => void }) {
  const t = useT();
  return (
    <button
      type="button"
      className={css.about}
      aria-label={t("live.details")}
      title={t("live.details")}
      aria-haspopup="dialog"
      onClick={onPress}
    >
      <Icon of={Info} size={14} />
    </button>
  );
}

/** What was answered long ago has its answer below it. */
const staged = ({ said, last }: MessageProps): boolean =>
  said.stage !== undefined && (said.stage !== "answered" || last || said.seen > 0);

const icons = {
  sending: Clock,
  waiting: Clock,
  unsent: CircleAlert,
  kept: Check,
  answered: Check,
  failed: CircleAlert,
};

function Stage({ said, offline, onResend, onRetry }: MessageProps) {
  const t = useT();
  const { key, stage, problem, retried } = said;
  if (!stage) return null;
  const shown = stage === "sending" && offline ? "waiting" : stage;
  const bad = stage === "unsent" || stage === "failed";
  return (
    <>
      <span className={bad ? css.bad : css.stage} data-stage={shown}>
        <Icon of={icons[shown]} size={14} />
        {t(`live.stage.${shown}`)}
        {problem && (
          <span dir="auto" className={css.problem}>
            {said.problem?.code} {problem.text}
          </span>
        )}
      </span>
      {stage === "unsent" && (
        <Button kind="quiet" icon={RotateCw} onClick={() => onResend(key)}>
          {t("live.resend")}
        </Button>
      )}
      {stage === "failed" && !retried && (
        <Button kind="quiet" icon={RotateCw} onClick={() => onRetry(key)}>
          {t("live.retry")}
        </Button>
      )}
    </>
  );
}
