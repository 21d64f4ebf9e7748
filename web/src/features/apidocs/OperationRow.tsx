// One call: its line, and when it is open its fields, its answer, and a place to try it.
import { useId } from "react";
import { Code } from "features/apidocs/Code";
import type { Operation, Spec } from "features/apidocs/spec";
import { exampleOf, typeName } from "features/apidocs/spec";
import { TryIt } from "features/apidocs/TryIt";
import { useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { ChevronDown, ChevronRight } from "ui/Icon/icons";
import css from "features/apidocs/Api.module.css";

export interface OperationRowProps {
  operation: Operation;
  spec: Spec;
  open: boolean;
  onToggle: () => void;
}

export function OperationRow({ operation, spec, open, onToggle }: OperationRowProps) {
  const id = useId();
  const { method, path, summary, changes } = operation;
  return (
    <article className={css.operation}>
      <h3 className={css.line}>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
          <Icon of={open ? ChevronDown : ChevronRight} size={16} />
          <span className={css.method} data-changes={changes || undefined}>
            {method}
          </span>
          <code className={css.path}>{path}</code>
          <span className={css.summary}>{summary}</span>
        </button>
      </h3>
      {open && (
        <div id={id} className={css.inside}>
          <Answer operation={operation} spec={spec} />
          <TryIt operation={operation} spec={spec} />
        </div>
      )}
    </article>
  );
}

function Answer({ operation, spec }: { operation: Operation; spec: Spec }) {
  const t = useT();
  const { answer } = operation;
  if (!answer) return null;
  const example = answer.schema && exampleOf(answer.schema, spec);
  return (
    <details className={css.answer}>
      <summary>{t("api.answer", { type: answer.type, name: typeName(answer.schema) })}</summary>
      {example !== undefined && (
        <Code label={t("api.example")} text={JSON.stringify(example, null, 2)} />
      )}
    </details>
  );
}
