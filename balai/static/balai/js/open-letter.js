// Opens the PDF of a letter that has just been issued, once: coming back from it shows the letter's page.
const link = document.getElementById("buka");
const key = `terbit-${link?.dataset.letter}`;
if (link && !sessionStorage.getItem(key)) {
  sessionStorage.setItem(key, "1");
  location.assign(link.href);
}
