"use strict";
// Each mark of a picture says its numbers where it is pointed at, touched, or stepped to by arrows.
const say = document.getElementById("say");
const place = (box) => {
  const width = say.offsetWidth, height = say.offsetHeight;
  const left = box.left + box.width / 2 - width / 2;
  say.style.left = Math.max(4, Math.min(left, innerWidth - width - 4)) + "px";
  say.style.top = (box.top > height + 12 ? box.top - height - 8 : box.bottom + 8) + "px";
};
let on = null;
const show = (mark) => {
  if (on) on.classList.remove("on");
  on = mark;
  say.textContent = mark ? mark.dataset.say : "";
  if (!mark) return;
  mark.classList.add("on");
  place(mark.getBoundingClientRect());
};
for (const mark of document.querySelectorAll(".mark")) {
  const title = mark.querySelector("title");
  mark.dataset.say = title.textContent;
  title.remove();
  mark.addEventListener("pointerenter", () => show(mark));
  mark.addEventListener("pointerleave", () => show(null));
}
for (const picture of document.querySelectorAll("figure svg")) {
  const marks = [...picture.querySelectorAll(".mark")];
  if (!marks.length) continue;
  picture.tabIndex = 0;
  let at = -1;
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") show(null);
    if (!step) return;
    event.preventDefault();
    at = Math.max(0, Math.min(marks.length - 1, at + step));
    show(marks[at]);
  });
  picture.addEventListener("blur", () => show(null));
}
addEventListener("scroll", () => show(null), { passive: true });
