// Theme, language, density, masking, keys: everything about looks, in one menu.
import { change, type Density, type Theme, useSetting } from "app/settings";
import { lockOrChoose, useLockSettings } from "app/lock/lock";
import { openKeySheet, openLock } from "app/shell/layers";
import { type Lang, language, languages, loadLanguage, useT } from "i18n/index";
import { Icon } from "ui/Icon/Icon";
import { EyeOff, Keyboard, LockKeyhole, SlidersHorizontal } from "ui/Icon/icons";
import { Menu, type MenuGroup } from "ui/Layer/Menu";

export const themes: Theme[] = ["system", "light", "dark"];
const densities: Density[] = ["auto", "comfortable", "compact"];

export async function changeLanguage(lang: Lang) {
  await loadLanguage(lang);
  change({ lang });
}

export function LooksMenu({ className }: { className?: string }) {
  const t = useT();
  const theme = useSetting("theme");
  const density = useSetting("density");
  const masked = useSetting("masked");
  const letterKeys = useSetting("letterKeys");
  const { enabled } = useLockSettings();
  const groups: MenuGroup[] = [
    {
      title: t("menu.theme"),
      items: themes.map((one) => ({
        key: one,
        text: t(`menu.theme.${one}`),
        checked: one === theme,
        onChoose: () => change({ theme: one }),
      })),
    },
    {
      title: t("menu.language"),
      items: languages.map((one) => ({
        key: one,
        text: t(`lang.${one}`),
        checked: one === language(),
        onChoose: () => void changeLanguage(one),
      })),
    },
    {
      title: t("menu.density"),
      items: densities.map((one) => ({
        key: one,
        text: t(`menu.density.${one}`),
        checked: one === density,
        onChoose: () => change({ density: one }),
      })),
    },
    {
      title: t("menu.more"),
      items: [
        {
          key: "mask",
          text: masked ? t("palette.maskOff") : t("palette.maskOn"),
          icon: EyeOff,
          hint: "Ctrl .",
          onChoose: () => change({ masked: !masked }),
        },
        {
          key: "letters",
          text: t("menu.letterKeys"),
          checked: letterKeys,
          onChoose: () => change({ letterKeys: !letterKeys }),
        },
        {
          key: "lock",
          text: t(enabled ? "lock.now" : "lock.choose"),
          icon: LockKeyhole,
          hint: "Ctrl ⇧ L",
          onChoose: lockOrChoose,
        },
        ...(enabled ? [{ key: "pin", text: t("lock.settings"), onChoose: openLock }] : []),
        { key: "keys", text: t("menu.keys"), icon: Keyboard, hint: "?", onChoose: openKeySheet },
      ],
    },
  ];
  return (
    <Menu label={t("nav.menu")} className={className} groups={groups}>
      <Icon of={SlidersHorizontal} />
    </Menu>
  );
}
