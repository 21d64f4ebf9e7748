// The frame around every screen: navigation, strips, layers. While locked or signed out nothing else exists.
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { forget, useLocked, watchIdle } from "app/lock/lock";
import { preloadWhenIdle } from "app/preload";
import { useLocation } from "app/router";
import { type RouteName, routes } from "app/routes";
import { JobToasts } from "app/shell/JobToasts";
import { useLayer } from "app/shell/layers";
import { Sidebar, TabBar } from "app/shell/Nav";
import { NotFound } from "app/shell/NotFound";
import { ErrorBoundary } from "app/shell/ErrorBoundary";
import { Strips } from "app/shell/Strips";
import { useGlobalKeys } from "app/shell/useGlobalKeys";
import { useScrollMemory } from "app/shell/useScrollMemory";
import { useConnection } from "app/connection";
import { loadTexts, useT, type Volume } from "i18n/index";
import { Toasts } from "ui/Toast/Toasts";
import { useReceipt } from "ui/Receipts/receipts";
import css from "app/shell/Shell.module.css";

/** Home is drawn with the first texts; every other screen needs its volume of the catalogue. */
const withTexts = async <M,>(load: () => Promise<M>, texts: Volume = "main"): Promise<M> =>
  (await Promise.all([load(), loadTexts(texts)]))[0];
const screens = Object.fromEntries(
  Object.entries(routes).map(([name, { load, texts }]) => [
    name,
    lazy(name === "home" ? load : () => withTexts(load, texts)),
  ]),
) as unknown as Record<RouteName, ComponentType>;
// Layers are opened by a press: their code comes with the first one, or while the page is idle.
const loadLayers = {
  palette: () => import("app/palette/Palette"),
  keys: () => import("app/shell/KeySheet"),
  receipts: () => import("ui/Receipts/ReceiptsDrawer"),
  lock: () => import("app/lock/LockDialog"),
  locked: () => import("app/lock/LockScreen"),
};
const Palette = lazy(() => withTexts(loadLayers.palette));
const KeySheet = lazy(loadLayers.keys);
const ReceiptsDrawer = lazy(() => withTexts(loadLayers.receipts));
const LockDialog = lazy(loadLayers.lock);
const LockScreen = lazy(async () => ({ default: (await loadLayers.locked()).LockScreen }));

export function Shell() {
  const locked = useLocked();
  useEffect(watchIdle, []);
  useEffect(() => {
    if (locked) forget();
  }, [locked]);
  return <Suspense fallback={null}>{locked ? <LockScreen /> : <Open />}</Suspense>;
}

/** The pulse is not part of the first paint. */
function usePulse() {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    import("app/pulse")
      .then(({ startPulse }) => {
        if (!left) stop = startPulse();
      })
      .catch(() => {});
    return () => {
      left = true;
      stop?.();
    };
  }, []);
}

function Open() {
  const t = useT();
  const { name, params, hash } = useLocation();
  const { offline } = useConnection();
  const receipt = useReceipt();
  const layer = useLayer();
  usePulse();
  useGlobalKeys();
  useScrollMemory();
  useEffect(
    () => preloadWhenIdle(Object.keys(routes) as RouteName[], Object.values(loadLayers)),
    [],
  );
  const Current = name === "unknown" ? NotFound : screens[name];
  const place = `${name} ${Object.values(params)[0] ?? ""}`;
  return (
    <div className={`${css.shell} ${receipt ? css.beside : ""}`}>
      <a href="#main" className={css.skip} onClick={skip}>
        {t("app.skip")}
      </a>
      <Sidebar />
      <div className={css.column}>
        <Strips />
        <main
          id="main"
          tabIndex={-1}
          className={css.main}
          data-offline={offline || undefined}
          data-hash={hash}
        >
          <ErrorBoundary place={place}>
            <Suspense fallback={null}>
              <Current />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <TabBar />
      <Suspense fallback={null}>
        {receipt && <ReceiptsDrawer />}
        {layer === "keys" && <KeySheet />}
        {layer === "palette" && <Palette />}
        {layer === "lock" && <LockDialog />}
      </Suspense>
      <JobToasts />
      <Toasts />
    </div>
  );
}

/** The hash is the router's: the focus moves without it. */
function skip(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
