// The viewer works without this file. It adds: "/" goes to the search box,
// j and k move between hits, and an import shows how far it is.
"use strict";
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  if (e.key === "/") {
    e.preventDefault();
    document.getElementById("q").focus();
  }
  if (e.key !== "j" && e.key !== "k") return;
  const hits = [...document.querySelectorAll(".hit .go, .finding summary")];
  const at = hits.indexOf(document.activeElement) + (e.key === "j" ? 1 : -1);
  if (hits[at]) hits[at].focus();
});

const job = document.querySelector("#job[data-running]");
if (job) {
  const look = async () => {
    const answer = await fetch("/import/" + job.dataset.job + ".json");
    const { state } = await answer.json();
    if (!state.running) return location.reload();
    const bar = job.querySelector("progress");
    if (state.progress.total) {
      bar.max = state.progress.total;
      bar.value = state.progress.done;
    }
    if (state.progress.stage) job.querySelector("output").textContent = state.progress.stage;
    setTimeout(look, 400);
  };
  setTimeout(look, 400);
}
