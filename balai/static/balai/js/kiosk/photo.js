// A photograph of a paper by the kiosk's own camera: what [data-camera] shows is drawn into [data-shot], looked at, and
// sent as the form's file. Without a camera the page says whom to ask instead.
const form = document.querySelector("[data-photograph]");
const eye = form.querySelector("[data-camera]");
const shot = form.querySelector("[data-shot]");
const field = form.querySelector("input[type=file]");
const [shoot, retake, send] = ["shoot", "retake", "send"].map((name) => form.querySelector(`[data-${name}]`));

function show(isTaken) {
  eye.hidden = isTaken;
  shot.hidden = retake.hidden = send.hidden = !isTaken;
  shoot.hidden = isTaken;
}

function take() {
  const video = eye.querySelector("video");
  shot.width = video.videoWidth;
  shot.height = video.videoHeight;
  shot.getContext("2d").drawImage(video, 0, 0);
  shot.toBlob((picture) => {
    const files = new DataTransfer();
    files.items.add(new File([picture], "pengantar.jpg", { type: "image/jpeg" }));
    field.files = files.files;
    show(true);
    send.focus();
  }, "image/jpeg", 0.85);
}

// The camera is there as soon as its picture is shown (see camera.js), which may be before this script is.
const shown = new MutationObserver(begin);

function begin() {
  if (eye.hidden) return;
  shown.disconnect();
  form.hidden = false;
  for (const other of document.querySelectorAll("[data-without-camera]")) other.hidden = true;
  show(false);
}

shown.observe(eye, { attributes: true, attributeFilter: ["hidden"] });
begin();
shoot.addEventListener("click", take);
retake.addEventListener("click", () => show(false));
