// "?": every key that does something, here and everywhere.
import { type KeyCommand, registered } from "app/keys";
import { useSetting } from "app/settings";
import { closeLayer, useLayer } from "app/shell/layers";
import { useT } from "i18n/index";
import { Dialog } from "ui/Layer/Dialog";
import css from "app/shell/KeySheet.module.css";

export default function KeySheet() {
  const t = useT();
  const open = useLayer() === "keys";
  return (
    <Dialog open={open} onClose={closeLayer} title={t("keys.title")}>
      {open && <Keys />}
    </Dialog>
  );
}

function Keys() {
  const t = useT();
  const letters = useSetting("letterKeys");
  const [everywhere = [], ...here] = registered();
  const fixed: KeyCommand[] = [
    { keys: "↑ ↓ j k", text: t("keys.rows"), run: () => {} },
    { keys: "Enter", text: t("keys.open"), run: () => {} },
    { keys: "Esc", text: t("keys.back"), run: () => {} },
  ];
  const local = here.flat();
  return (
    <>
      {!letters && <p className={css.off}>{t("keys.off")}</p>}
      {local.length > 0 && <List title={t("keys.here")} commands={local} />}
      <List title={t("keys.everywhere")} commands={[...everywhere, ...fixed]} />
    </>
  );
}

function List({ title, commands }: { title: string; commands: KeyCommand[] }) {
  const shown = commands.filter((command) => command.text);
  return (
    <section className={css.section}>
      <h3>{title}</h3>
      <dl className={css.list}>
        {shown.map((command) => (
          <div key={command.keys} className={css.row}>
            <dt>
              {command.keys.split(" ").map((key) => (
                <kbd key={key} className={css.key}>
                  {key.replace("Mod+", "Ctrl ").replace("Shift+", "⇧ ")}
                </kbd>
              ))}
            </dt>
            <dd>{command.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
