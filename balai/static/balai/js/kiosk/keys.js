// Our own number pad and keyboard: the screen's browser has none, or one that covers half of it.
//
// An input says which it wants with data-keys="digits" or "letters"; the pads stand in the same form as
// [data-pad="digits"] and [data-pad="letters"]. data-dots shows what is typed as boxes, in groups such as "2 2 4";
// data-goes="full" sends the form with the last digit. A keyboard that is plugged in works beside them.

const CAPITAL_AFTER = /(^|[\s.'-])$/;

function setUp(form) {
  const inputs = [...form.querySelectorAll("[data-keys]")];
  const pads = [...form.querySelectorAll("[data-pad]")];
  if (!inputs.length || !pads.length) return;
  let active = inputs.find((input) => input.autofocus) || inputs.find((input) => !input.value) || inputs[0];

  const choose = (input) => {
    active = input;
    for (const pad of pads) pad.hidden = pad.dataset.pad !== input.dataset.keys;
    for (const each of inputs) each.toggleAttribute("data-active", each === input);
    inputs.forEach(drawDots);
    capitalise();
  };
  const capitalise = () => {
    const pad = pads.find((each) => !each.hidden && each.dataset.pad === "letters");
    if (pad) pad.dataset.capitals = String(active.dataset.case !== "lower" && CAPITAL_AFTER.test(active.value));
  };
  const advance = () => {
    const next = inputs.find((input) => input.required && !input.value);
    const unfinished = active.dataset.goes === "full" && active.value.length < active.maxLength;
    if (next && next !== active && !unfinished) {
      choose(next);
      next.focus();
    } else form.requestSubmit();
  };
  const press = (key) => {
    const { name } = key.dataset;
    if (name === "back") type(active, null);
    else if (name === "go") return advance();
    else if (name === "layer") return layers(key);
    else if (name === "shift") return shift(key);
    else {
      const capitals = key.closest("[data-pad]").dataset.capitals === "true";
      type(active, capitals ? key.dataset.key.toUpperCase() : key.dataset.key);
    }
    capitalise();
    if (active.dataset.goes === "full" && active.value.length === active.maxLength) advance();
  };

  for (const input of inputs) {
    input.inputMode = "none";
    input.autocomplete = "off";
    input.addEventListener("focus", () => choose(input));
    input.addEventListener("input", () => drawDots(input));
    if (input.dataset.dots !== undefined) addDots(input);
  }
  for (const pad of pads) {
    // The caret stays where it is while a finger is on a key.
    pad.addEventListener("pointerdown", (event) => event.preventDefault());
    pad.addEventListener("click", (event) => {
      const key = event.target.closest("[data-key], [data-name]");
      if (key) press(key);
    });
  }
  for (const plain of form.querySelectorAll("[data-without-pad]")) plain.hidden = true;
  choose(active);
  active.focus({ preventScroll: true });
}

// Writes one sign at the caret, or takes the one before it away.
export function type(input, sign) {
  const [start, end] = caret(input);
  const before = input.value.slice(0, sign === null && start === end ? Math.max(0, start - 1) : start);
  const added = sign ?? "";
  if (input.maxLength > 0 && before.length + added.length + input.value.length - end > input.maxLength) return;
  input.value = before + added + input.value.slice(end);
  const place = before.length + added.length;
  if (input.selectionStart !== null) input.setSelectionRange(place, place);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function caret(input) {
  const last = input.value.length;
  return input.selectionStart === null || document.activeElement !== input ? [last, last] : [input.selectionStart, input.selectionEnd];
}

function layers(key) {
  const pad = key.closest("[data-pad]");
  for (const layer of pad.querySelectorAll("[data-layer]")) layer.hidden = layer.dataset.layer !== key.dataset.to;
}

function shift(key) {
  const pad = key.closest("[data-pad]");
  pad.dataset.capitals = String(pad.dataset.capitals !== "true");
}

function addDots(input) {
  const dots = document.createElement("p");
  dots.className = input.maxLength > 6 ? "dots dots-long" : "dots";
  dots.setAttribute("role", "img");
  input.after(dots);
  input.classList.add("kiosk-typed");
  dots.addEventListener("click", () => input.focus());
}

function drawDots(input) {
  const dots = input.nextElementSibling;
  if (!dots?.classList.contains("dots")) return;
  const typed = [...input.value];
  const secret = input.type === "password";
  let end = 0;
  const ends = input.dataset.dots.split(" ").map((length) => (end += Number(length)));
  dots.setAttribute("aria-label", `${typed.length} dari ${input.maxLength} angka sudah diketik`);
  dots.replaceChildren(
    ...Array.from({ length: input.maxLength }, (_, place) => {
      const box = document.createElement("span");
      if (place < typed.length) {
        box.className = "on";
        box.textContent = secret ? "●" : typed[place];
      } else if (place === typed.length && input.hasAttribute("data-active")) box.className = "now";
      if (ends.includes(place)) box.classList.add("after-gap");
      return box;
    }),
  );
}

document.querySelectorAll("form").forEach(setUp);
