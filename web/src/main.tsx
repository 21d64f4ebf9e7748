// Starts the page: looks, language, then the shell.
import { createRoot } from "react-dom/client";
import { QueryClientProvider } from "@tanstack/react-query";
import { queryClient } from "app/query";
import { settings, watch } from "app/settings";
import { Shell } from "app/Shell";
import { loadLanguage, preferred } from "i18n/index";
import "styles/tokens.css";
import "styles/reset.css";
import "styles/print.css";

async function start() {
  watch();
  await loadLanguage(settings.get().lang ?? preferred(navigator.languages));
  createRoot(document.getElementById("root")!).render(
    <QueryClientProvider client={queryClient}>
      <Shell />
    </QueryClientProvider>,
  );
}

void start();
