// A long answer is on its way: after two seconds what is being done, after ten for how long already.
import { useEffect, useState } from "react";
import { useFormat } from "app/format";
import { useT } from "i18n/index";
import { Skeleton } from "ui/Skeleton/Skeleton";
import css from "features/imports/Imports.module.css";

const kCountFrom = 10; // seconds

export function Waiting({ says }: { says: string }) {
  const t = useT();
  const f = useFormat();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div>
      <Skeleton says={says} lines={4} />
      {seconds >= kCountFrom && (
        <p className={css.hint}>{t("imports.since", { time: f.duration(seconds) })}</p>
      )}
    </div>
  );
}
