// The frame around every screen.
import { lazy, Suspense, type ComponentType } from "react";
import { useLocation } from "app/router";
import { type RouteName, routes } from "app/routes";

const screens = Object.fromEntries(
  Object.entries(routes).map(([name, route]) => [name, lazy(route.load)]),
) as unknown as Record<RouteName, ComponentType>;

export function Shell() {
  const { name } = useLocation();
  const Current = name === "unknown" ? screens.home : screens[name];
  return (
    <main>
      <Suspense fallback={null}>
        <Current />
      </Suspense>
    </main>
  );
}
