// Every component in every state, for those who build the page. Development builds only: not translated.
import type { GalleryModule } from "ui/gallery";
import { Screen } from "ui/Screen/Screen";
import css from "features/gallery/Gallery.module.css";

const modules = import.meta.glob<GalleryModule>(
  ["../../ui/**/*.gallery.tsx", "../../charts/**/*.gallery.tsx", "../../app/**/*.gallery.tsx"],
  {
    eager: true,
  },
);
const entries = Object.values(modules)
  .map((module) => module.entry)
  .toSorted((a, b) => a.name.localeCompare(b.name));
const title = "Gallery";

export default function GalleryScreen() {
  return (
    <Screen title={title} needs="none">
      {entries.map((entry) => (
        <section key={entry.name} className={css.entry}>
          <h2>{entry.name}</h2>
          <div className={css.states}>
            {Object.entries(entry.states).map(([name, State]) => (
              <figure key={name} className={css.state}>
                <figcaption>{name}</figcaption>
                <State />
              </figure>
            ))}
          </div>
        </section>
      ))}
    </Screen>
  );
}
