// The frame around every screen: navigation, strips, layers. While locked or signed out nothing else exists.
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { useLock, watchIdle } from "app/lock";
import { preloadWhenIdle } from "app/preload";
import { startPulse } from "app/pulse";
import { useLocation } from "app/router";
import { type RouteName, routes } from "app/routes";
import { JobToasts } from "app/shell/JobToasts";
import { KeySheet } from "app/shell/KeySheet";
import { useLayer } from "app/shell/layers";
import { LockScreen } from "app/shell/LockScreen";
import { Sidebar, TabBar } from "app/shell/Nav";
import { NotFound } from "app/shell/NotFound";
import { ErrorBoundary } from "app/shell/ErrorBoundary";
import { Strips } from "app/shell/Strips";
import { useGlobalKeys } from "app/shell/useGlobalKeys";
import { useScrollMemory } from "app/shell/useScrollMemory";
import { useConnection } from "app/connection";
import { useT } from "i18n/index";
import { ReceiptsDrawer } from "ui/Receipts/ReceiptsDrawer";
import { Toasts } from "ui/Toast/Toasts";
import { useReceipt } from "ui/Receipts/receipts";
import css from "app/shell/Shell.module.css";

const screens = Object.fromEntries(
  Object.entries(routes).map(([name, route]) => [name, lazy(route.load)]),
) as unknown as Record<RouteName, ComponentType>;
const Palette = lazy(() => import("app/palette/Palette"));

export function Shell() {
  const lock = useLock();
  useEffect(startPulse, []);
  useEffect(watchIdle, []);
  return lock.locked ? <LockScreen /> : <Open />;
}

function Open() {
  const t = useT();
  const { name, params } = useLocation();
  const { offline } = useConnection();
  const receipt = useReceipt();
  const layer = useLayer();
  useGlobalKeys();
  useScrollMemory();
  useEffect(() => preloadWhenIdle(Object.keys(routes) as RouteName[]), []);
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
        <main id="main" tabIndex={-1} className={css.main} data-offline={offline || undefined}>
          <ErrorBoundary place={place}>
            <Suspense fallback={null}>
              <Current />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <TabBar />
      <ReceiptsDrawer />
      <KeySheet />
      {layer === "palette" && (
        <Suspense fallback={null}>
          <Palette />
        </Suspense>
      )}
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
