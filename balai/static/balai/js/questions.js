// Hides questions that are not asked under the present answers. Without this script all of them are shown, and the
// server ignores those that were not meant.
const form = document.getElementById("formulir");

function answerTo(name) {
  const controls = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
  for (const control of controls) {
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked) return control.type === "checkbox" ? "ya" : control.value;
    } else return control.value.trim();
  }
  return "";
}

function isAsked(place) {
  const answer = answerTo(place.dataset.when);
  const wanted = place.dataset.anyOf;
  return wanted ? wanted.split("\n").includes(answer) : answer !== "";
}

function show() {
  for (const place of form.querySelectorAll("[data-when]")) place.hidden = !isAsked(place);
}

if (form) {
  form.addEventListener("input", show);
  show();
}
