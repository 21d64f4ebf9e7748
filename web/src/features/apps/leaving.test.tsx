import { expect, test } from "vitest";
import { useLeaving } from "features/apps/leaving";
import { loadTexts } from "i18n/index";
import { Toasts } from "ui/Toast/Toasts";
import { press, render, serve, settle } from "../../../tests/support/render";

const place = { user_id: "u", session_id: "s" };

function Page() {
  const { leaving, leave } = useLeaving(() => {});
  return (
    <>
      <p>{leaving.has(place) ? "gone" : "there"}</p>
      <button type="button" onClick={() => leave(place, "title")}>
        delete
      </button>
      <Toasts />
    </>
  );
}

async function deleted(answer: unknown) {
  await loadTexts("later");
  const asked = serve({ "/delete_specific_session": answer });
  const drawn = await render(<Page />);
  await press(drawn.named("delete"));
  expect(drawn.find("p").textContent).toBe("gone");
  expect(asked).toEqual([]);
  return { drawn, asked };
}

test("an undo in time: nothing was deleted", async () => {
  const { drawn, asked } = await deleted({ ok: 0, failed: "" });
  await press(drawn.named("Undo"));
  await settle();
  expect(drawn.find("p").textContent).toBe("there");
  expect(asked).toEqual([]);
  await drawn.unmount();
});

test("when the notice goes, the session goes", async () => {
  const { drawn, asked } = await deleted({ ok: 0, failed: "" });
  await press(drawn.named("Close"));
  await settle();
  expect(asked).toEqual(["POST /delete_specific_session"]);
  expect(drawn.find("p").textContent).toBe("gone");
  await drawn.unmount();
});

test("what could not be deleted is there again, and it is said", async () => {
  const { drawn } = await deleted({ ok: 9, failed: "internal error" });
  await press(drawn.named("Close"));
  await settle();
  expect(drawn.find("p").textContent).toBe("there");
  expect(drawn.text()).toContain("Not deleted: internal error");
  await press(drawn.named("Close"));
  await drawn.unmount();
});
