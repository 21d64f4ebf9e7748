// One thing that can be imported: what it is, how much, since when, its problems, and who the owner is.
import { useId, useState } from "react";
import type { OwnerCandidate } from "api/types";
import { useFormat, useTimes } from "app/format";
import { useShownName } from "app/names";
import { nameOf, type Plan, totalsOf } from "features/imports/plan";
import { formatName } from "features/imports/problems";
import { useT } from "i18n/index";
import { langOf } from "lib/text";
import { TextField } from "ui/Form/Field";
import { Icon } from "ui/Icon/Icon";
import { TriangleAlert } from "ui/Icon/icons";
import css from "features/imports/Imports.module.css";

export interface SourceCardProps {
  plan: Plan;
  /** The only one: it is not asked whether to take it. */
  alone: boolean;
  taken: boolean;
  onTake: (take: boolean) => void;
  answer: string | undefined;
  onAnswer: (id: string) => void;
}

export function SourceCard(props: SourceCardProps) {
  const { plan, alone, taken, onTake } = props;
  const name = nameOf(plan.path);
  return (
    <section className={css.source} aria-label={name} data-left={!taken || undefined}>
      <header className={css.sourceHead}>
        {alone ? (
          <h3 dir="auto">{name}</h3>
        ) : (
          <label className={css.take}>
            <input
              type="checkbox"
              checked={taken}
              onChange={(event) => onTake(event.target.checked)}
            />
            <span dir="auto">{name}</span>
          </label>
        )}
        <Facts plan={plan} />
      </header>
      <Warnings all={plan.sources.flatMap(({ warnings }) => warnings)} />
      {taken && plan.asks.length > 0 && <WhichIsYou {...props} />}
    </section>
  );
}

function Facts({ plan }: { plan: Plan }) {
  const t = useT();
  const f = useFormat();
  const times = useTimes();
  const { chats, messages, first, last } = totalsOf(plan.sources);
  const formats = [...new Set(plan.sources.map(({ format }) => formatName(t, format)))];
  const sure = Math.min(...plan.sources.map(({ confidence }) => confidence));
  const facts = [
    f.list(formats),
    sure < 0.9 ? t("imports.sure", { share: f.percent(sure) }) : "",
    t("imports.chats", { n: chats }),
    messages > 0 ? t("imports.messages", { n: messages }) : "",
    first > 0 ? t("imports.span", spanOf(times.date, first, last)) : "",
  ].filter(Boolean);
  return <p className={css.facts}>{facts.join(" · ")}</p>;
}

const spanOf = (date: (ms: number) => string, first: number, last: number) => ({
  first: date(first * 1000),
  last: date(last * 1000),
});

const kShown = 5;

function Warnings({ all }: { all: string[] }) {
  const t = useT();
  if (all.length === 0) return null;
  return (
    <div className={css.warnings}>
      <p>
        <Icon of={TriangleAlert} size={16} />
        {t("imports.warnings", { n: all.length })}
      </p>
      <ul>
        {all.slice(0, kShown).map((one) => (
          <li key={one} dir="auto">
            {one}
          </li>
        ))}
      </ul>
      {all.length > kShown && <p>{t("imports.moreWarnings", { n: all.length - kShown })}</p>}
    </div>
  );
}

function WhichIsYou({ plan, answer, onAnswer }: SourceCardProps) {
  const t = useT();
  const group = useId();
  const known = answer === undefined || answer === "" || plan.asks.some(({ id }) => id === answer);
  const [other, setOther] = useState(known ? "" : answer);
  const [typing, setTyping] = useState(!known);
  const choose = (id: string) => {
    setTyping(false);
    onAnswer(id);
  };
  return (
    <fieldset className={css.you}>
      <legend>{t("imports.whichIsYou")}</legend>
      {plan.asks.map((one) => (
        <Candidate
          key={one.id}
          one={one}
          group={group}
          checked={!typing && answer === one.id}
          onChoose={() => choose(one.id)}
        />
      ))}
      <label className={css.candidate}>
        <input
          type="radio"
          name={group}
          checked={typing}
          onChange={() => {
            setTyping(true);
            if (other) onAnswer(other);
          }}
        />
        <span>{t("imports.someoneElse")}</span>
      </label>
      {typing && (
        <TextField
          label={t("imports.otherId")}
          hint={t("imports.otherIdHint")}
          value={other}
          onChange={(value) => {
            setOther(value);
            onAnswer(value.trim());
          }}
        />
      )}
      <label className={css.candidate}>
        <input
          type="radio"
          name={group}
          checked={!typing && answer === ""}
          onChange={() => choose("")}
        />
        <span>
          {t("imports.notThere")}
          <span className={css.sample}>{t("imports.notThereMeans")}</span>
        </span>
      </label>
    </fieldset>
  );
}

interface CandidateProps {
  one: OwnerCandidate;
  group: string;
  checked: boolean;
  onChoose: () => void;
}

function Candidate({ one, group, checked, onChoose }: CandidateProps) {
  const t = useT();
  const name = useShownName();
  return (
    <label className={css.candidate}>
      <input type="radio" name={group} checked={checked} onChange={onChoose} />
      <span>
        <span dir="auto">{name(one.name || one.id)}</span>
        {one.name && one.name !== one.id && <span className={css.id}>{name(one.id)}</span>}
        {one.sample && (
          <span className={css.sample} dir="auto" lang={langOf(one.sample)}>
            {t("imports.sample", { text: one.sample })}
          </span>
        )}
      </span>
    </label>
  );
}
