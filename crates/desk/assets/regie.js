// Regie: what makes pages a little better. Every page works without it. Nothing is kept on this machine: no
// storage, no service worker. EUPL-1.2.
(() => {
  "use strict";

  const csrf = () => document.querySelector('input[name="csrf"]')?.value ?? "";

  // Sends a form's fields in the background. Files stay where they are: only text is looked at on the way.
  const send = (address, fields) => fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    credentials: "same-origin",
    redirect: "error",
    headers: { "X-Requested-With": "regie" },
  });

  const textOf = (form) => [...new FormData(form)].filter(([name, value]) =>
    typeof value === "string" && name !== "password" && name !== "code");

  // The summary of what is wrong is what to read first.
  document.querySelector("[data-focus]")?.focus();

  // ---- a file that will not be taken is said before it is sent; nothing else of the form is lost then
  const fits = (input) => {
    const file = input.files?.[0];
    let wrong = "";
    if (file && file.size > Number(input.dataset.most)) wrong = input.dataset.large;
    else if (file && file.size === 0) wrong = input.dataset.empty;
    const field = input.closest(".field");
    const id = input.id + "-error";
    const said = input.getAttribute("aria-describedby")?.split(" ").filter((one) => one !== id) ?? [];
    let error = document.getElementById(id);
    if (wrong) {
      if (!error) {
        error = document.createElement("p");
        error.className = "error";
        error.id = id;
        input.before(error);
      }
      error.setAttribute("role", "alert");
      error.textContent = wrong;
      said.push(id);
    } else if (file) {
      error?.remove();
    } else {
      return true;
    }
    field?.classList.toggle("field--wrong", Boolean(wrong));
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (said.length) input.setAttribute("aria-describedby", said.join(" "));
    else input.removeAttribute("aria-describedby");
    return !wrong;
  };
  document.querySelectorAll('input[type="file"][data-most]').forEach((input) =>
    input.addEventListener("change", () => fits(input)));
  document.addEventListener("submit", (event) => {
    // Choosing a language sends nothing that has to be taken.
    if (event.submitter?.name === "lang") return;
    const wrong = [...event.target.querySelectorAll('input[type="file"][data-most]')].filter((input) => !fits(input));
    if (!wrong.length) return;
    event.preventDefault();
    wrong[0].focus();
  });

  // ---- a form is sent once
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // What is thrown away is not kept once more by a timer that still runs.
    if ("drop" in form.dataset) document.querySelectorAll("form[data-draft]").forEach((one) => { one.dataset.sent = "yes"; });
    // A button's own value goes along only while it is not disabled; so it is marked, after the form has gone.
    setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((button) =>
      button.setAttribute("aria-disabled", "true")));
  });
  window.addEventListener("pageshow", (event) => {
    // A form that was sent and comes back from the browser's memory carries the id of what was sent: words typed into
    // it would count as the same sending. The page is asked anew.
    if (event.persisted && document.querySelector("form[data-sent]")) {
      location.reload();
      return;
    }
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    });
  });

  let kept = false;

  // ---- drafts: kept on the server, sealed, a moment after the last key
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const state = form.querySelector("[data-draft-state]");
    const say = (word) => { if (state) state.textContent = state.dataset[word] ?? ""; };
    let timer = 0;
    let last = "";
    const keep = async () => {
      const fields = [...textOf(form), ["concept", form.dataset.draft]];
      const now = JSON.stringify(fields);
      if (form.dataset.sent || now === last) return;
      say("saving");
      try {
        const answer = await send("/concept", fields);
        // Too long is not cured by trying again.
        if (answer.status === 413) { say("long"); return; }
        if (!answer.ok) throw new Error(String(answer.status));
        last = now;
        kept = true;
        say(answer.status === 200 ? "room" : "saved");
        alive();
      } catch {
        say("lost");
        timer = setTimeout(keep, 15000);
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    });
  });

  // ---- the checklist follows what is filled in
  document.querySelectorAll("form[data-decide]").forEach((form) => {
    let timer = 0;
    let running = null;
    const decide = async () => {
      running?.abort();
      const mine = running = new AbortController();
      try {
        const answer = await fetch(form.dataset.decide, {
          method: "POST",
          body: new URLSearchParams(textOf(form)),
          credentials: "same-origin",
          redirect: "error",
          headers: { "X-Requested-With": "regie" },
          signal: mine.signal,
        });
        if (!answer.ok) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".checklist");
        const old = document.querySelector(form.dataset.decideInto ?? ".checklist");
        if (!fresh || !old) return;
        // What the reader had opened stays open.
        const open = [...old.querySelectorAll("details")].map((one) => one.open && one.querySelector("summary")?.textContent);
        fresh.querySelectorAll("details").forEach((one) => {
          if (open.includes(one.querySelector("summary")?.textContent)) one.open = true;
        });
        const changed = old.dataset.says !== fresh.dataset.says;
        old.replaceWith(fresh);
        const voice = document.querySelector("[data-decide-voice]");
        if (changed && voice) voice.textContent = fresh.querySelector(".checklist-outcome")?.textContent ?? "";
      } catch { /* the button below the form asks the same */ }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(decide, 500);
    });
    form.addEventListener("change", () => {
      clearTimeout(timer);
      timer = setTimeout(decide, 60);
    });
  });

  // ---- before the session ends: a warning, and a way to stay (WCAG 2.2.1)
  const idle = Number(document.body.dataset.idle ?? 0) * 1000;
  const warn = Number(document.body.dataset.warn ?? 0) * 1000;
  const dialog = document.getElementById("session");
  let end = 0;
  function alive() { if (idle) end = Date.now() + idle; }
  if (idle && dialog) {
    alive();
    const clock = dialog.querySelector("[data-clock]");
    const tick = () => {
      const left = end - Date.now();
      if (left <= 0) {
        // The page itself is not to stay in sight.
        location.replace("/uitgelogd?naar=" + encodeURIComponent(location.pathname + location.search) + (kept ? "&concept=1" : ""));
        return;
      }
      if (left <= warn) {
        if (!dialog.open) {
          dialog.showModal();
        }
        clock.textContent = dialog.dataset.left.replace("{seconds}", String(Math.ceil(left / 1000)));
      } else if (dialog.open) {
        dialog.close();
      }
    };
    setInterval(tick, 1000);
    const extend = async () => {
      try {
        const answer = await send("/sessie/verleng", [["csrf", csrf()]]);
        if (!answer.ok) throw new Error(String(answer.status));
        alive();
        dialog.close();
      } catch {
        location.reload();
      }
    };
    dialog.querySelector("[data-extend]").addEventListener("submit", (event) => {
      event.preventDefault();
      extend();
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      extend();
    });
  }

  // ---- a button that prints; without the script the browser's own does
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // ---- leave quickly: no way back by the back button; three times Escape does the same
  const exit = document.querySelector("[data-exit]");
  if (exit) {
    const go = (event) => {
      event?.preventDefault();
      document.body.hidden = true;
      document.title = "…";
      location.replace(exit.href);
    };
    exit.addEventListener("click", go);
    let presses = [];
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const now = Date.now();
      presses = [...presses.filter((at) => now - at < 2000), now];
      if (presses.length >= 3) go();
    });
  }
})();
