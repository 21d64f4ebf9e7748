// Starts the page: looks, language, what the server wrote into the page, then the shell.
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { loadBoot } from "app/boot";
import { setOffline } from "app/connection";
import { acceptBootJobs } from "app/jobs";
import { startLock } from "app/lock/lock";
import { toWelcome } from "app/links";
import { queryClient } from "app/query";
import { go } from "app/router";
import { ApiError } from "api/errors";
import { settings, watch } from "app/settings";
import { Shell } from "app/shell/Shell";
import { loadFirstTexts, preferred } from "i18n/index";
import "styles/tokens.css";
import "styles/reset.css";
import "styles/print.css";

async function enter(root: Root) {
  try {
    const boot = await loadBoot();
    acceptBootJobs();
    await startLock();
    if (boot.auth.required && !boot.folder)
      throw new ApiError({ status: 401, text: "", surface: "kith", raw: "" });
    // Whoever comes without a place to an empty program is led to their archive; "Later" leads home.
    if (boot.archive.state === "none" && location.hash.length <= 2) go(toWelcome(), "replace");
  } catch (cause) {
    if (cause instanceof ApiError && cause.signedOut) {
      const { default: SignIn } = await import("app/shell/SignIn");
      root.render(<SignIn onDone={() => void enter(root)} />);
      return;
    }
    setOffline(true, Date.now() + 1000);
  }
  root.render(
    <QueryClientProvider client={queryClient}>
      <Shell />
    </QueryClientProvider>,
  );
}

async function start() {
  watch();
  await loadFirstTexts(settings.get().lang ?? preferred(navigator.languages));
  await enter(createRoot(document.getElementById("root")!));
}

void start();
