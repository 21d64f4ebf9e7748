// What of the query was left out and why, and what else a name may mean.
import type { Choice as NameChoice, QueryProblem } from "api/types";
import { useShownName } from "app/names";
import { withChoice } from "features/search/edit";
import { choiceOf, type Known } from "features/search/facets";
import { type Key, useT } from "i18n/index";
import { type Operator, parseQuery, term } from "lib/query-language";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { CircleAlert, Info } from "ui/Icon/icons";
import css from "features/search/Search.module.css";

export type Problem = QueryProblem;

/**
 * The problems of the text: those of the server where its answer is to this text, else what the page
 * can see by itself. An operator at the end whose value is still to come is no problem yet.
 */
export function problemsOf(text: string, answered: readonly Problem[] | undefined): Problem[] {
  const length = [...text].length;
  const all =
    answered ??
    parseQuery(text).problems.map(({ place, reason }) => ({
      first: place.first,
      last: place.last,
      reason,
      message: "",
      choices: [],
    }));
  return all.filter(({ reason, last }) => !(reason === "missing_value" && last >= length));
}

const kKnown = [
  "missing_value",
  "unknown_value",
  "unknown_name",
  "ambiguous",
  "not_available",
  "unclosed",
  "empty",
  "misplaced",
  "too_long",
] as const;

function reasonKey(reason: string): Key | undefined {
  const known = kKnown.find((one) => one === reason);
  return known && `search.problem.${known}`;
}

export interface ProblemsProps {
  q: string;
  problems: readonly Problem[];
  known: Known;
  onChange: (q: string) => void;
}

export function Problems({ q, problems, known, onChange }: ProblemsProps) {
  const t = useT();
  const shown = useShownName();
  const points = [...q];
  /** The choice as it is written after an operator. */
  const value = (choice: NameChoice) => (operator: Operator) => {
    const group = operator === "in" || operator === "group" ? "chat" : "person";
    return term(operator, choiceOf(group, Number(choice.id.slice(1)), known).filter.value);
  };
  return (
    <div id="search-problems" role="status">
      {problems.length > 0 && (
        <ul className={css.problems}>
          {problems.map((problem) => {
            const part = points.slice(problem.first, problem.last).join("");
            const key = reasonKey(problem.reason);
            return (
              <li key={`${problem.first} ${problem.reason}`}>
                <Icon of={problem.reason === "ambiguous" ? Info : CircleAlert} size={16} />
                <span dir="auto">{key ? t(key, { part }) : `${part} · ${problem.message}`}</span>
                {problem.choices.map((choice) => (
                  <Button
                    key={choice.id}
                    kind="quiet"
                    onClick={() => onChange(withChoice(q, problem, value(choice)))}
                  >
                    {shown(choice.name)}
                    {problem.choices.some((one) => one !== choice && one.name === choice.name) &&
                      ` ${choice.id}`}
                  </Button>
                ))}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
