// The fields of a call, the same call for a terminal, and what the program answers to it.
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { copy } from "app/copy";
import { useFormat } from "app/format";
import { Code } from "features/apidocs/Code";
import {
  type Call,
  callOf,
  curlOf,
  exampleOf,
  missing,
  type Operation,
  type Spec,
} from "features/apidocs/spec";
import { type Answered, pretty, sendCall } from "features/apidocs/tryit";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import { Copy } from "ui/Icon/icons";
import css from "features/apidocs/Api.module.css";

const firstBody = ({ body }: Operation, spec: Spec): string =>
  body?.schema ? JSON.stringify(exampleOf(body.schema, spec), null, 2) : "";

export function TryIt({ operation, spec }: { operation: Operation; spec: Spec }) {
  const t = useT();
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(() => firstBody(operation, spec));
  const { answered, error, going, send, stop } = useCall();
  const call = callOf(operation, values, body);
  const open = missing(operation, values);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (open.length === 0) void send(call);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {operation.fields.map((field) => (
        <TextField
          key={field.name}
          label={t(field.required ? "api.fieldNeeded" : "api.field", {
            name: field.name,
            type: field.type,
          })}
          hint={field.about || undefined}
          value={values[field.name] ?? ""}
          spellCheck={false}
          autoComplete="off"
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {operation.changes && <Body value={body} onChange={setBody} />}
      <Curl call={call} />
      <div className={css.press}>
        {going ? (
          <Button onClick={stop}>{t("api.stop")}</Button>
        ) : (
          <Button
            kind={operation.changes ? "danger" : "primary"}
            submits
            disabled={open.length > 0}
          >
            {t("api.send", { method: operation.method })}
          </Button>
        )}
        <span className={css.hint} role="status">
          {open.length > 0
            ? t("api.missing", { names: open.map(({ name }) => name).join(", ") })
            : operation.changes && t("api.changes")}
        </span>
      </div>
      {error && (
        <p className={css.error} role="alert" dir="auto">
          {`${t("state.noServer")} ${error}`}
        </p>
      )}
      {answered && <Result answered={answered} going={going} />}
    </form>
  );
}

function useCall() {
  const [answered, setAnswered] = useState<Answered>();
  const [error, setError] = useState("");
  const [going, setGoing] = useState(false);
  const control = useRef<AbortController>(undefined);
  useEffect(() => () => control.current?.abort(), []);
  const send = async (call: Call) => {
    const mine = new AbortController();
    control.current?.abort();
    control.current = mine;
    setGoing(true);
    setError("");
    setAnswered(undefined);
    try {
      setAnswered(await sendCall(call, mine.signal, setAnswered));
    } catch (problem) {
      if (!mine.signal.aborted) setError(problem instanceof Error ? problem.message : "");
    }
    if (control.current === mine) setGoing(false);
  };
  return { answered, error, going, send, stop: () => control.current?.abort() };
}

function Body({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const id = useId();
  const lines = Math.min(16, Math.max(3, value.split("\n").length));
  return (
    <div className={css.body}>
      <label htmlFor={id}>{t("api.body")}</label>
      <textarea
        id={id}
        className={css.code}
        rows={lines}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function Curl({ call }: { call: Call }) {
  const t = useT();
  const line = curlOf(call, location.origin);
  return (
    <div className={css.curl}>
      <Code label={t("api.curl")} text={line} />
      <Button kind="quiet" icon={Copy} onClick={() => void copy(line, t("state.copied"))}>
        {t("api.copyCurl")}
      </Button>
    </div>
  );
}

function Result({ answered, going }: { answered: Answered; going: boolean }) {
  const t = useT();
  const f = useFormat();
  const { status, bytes, ms, type, cut } = answered;
  const facts = [
    type,
    f.bytes(bytes),
    t("api.took", { ms }),
    going ? t("api.coming") : "",
    cut ? t("api.cut") : "",
  ].filter(Boolean);
  return (
    <div className={css.result}>
      <p role="status">
        <strong className={css.status} data-good={status < 400 || undefined}>
          {status}
        </strong>{" "}
        <span className={css.hint}>{facts.join(" · ")}</span>
      </p>
      <Code label={t("api.result")} text={pretty(answered)} />
    </div>
  );
}
