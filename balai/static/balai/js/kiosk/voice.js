// Reads the page aloud once it is there, if this visitor wants it. The sound comes from the server.

const sound = document.getElementById("suara");

export function speak() {
  if (!sound) return;
  sound.currentTime = 0;
  sound.play().catch(() => {}); // browsers want one touch before the first sound; the next page will speak
}

export function hush() {
  sound?.pause();
}
