// Passkeys (WebAuthn) on our forms. Without this module the forms stay hidden or say what is missing.
//
// <form data-passkey="sign-in">   asks the form's address for a challenge, then posts `credential`
// <form data-passkey="confirm">   has its challenge in data-options
// <form data-passkey="create">    makes a new passkey from data-options

const PROBLEMS = {
  NotAllowedError: "Dibatalkan atau terlalu lama. Coba sekali lagi.",
  InvalidStateError: "Perangkat ini sudah punya kunci sandi untuk akun Anda.",
  SecurityError: "Alamat ini belum aman (https), jadi kunci sandi belum bisa dipakai.",
};
const OTHER_PROBLEM = "Kunci sandi belum bisa dibaca. Coba lagi, atau pakai cara lain.";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const withBytes = (descriptors = []) => descriptors.map((entry) => ({ ...entry, id: toBytes(entry.id) }));

async function usePasskey({ publicKey }) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
  return describe(credential, {
    authenticatorData: toText(authenticatorData),
    clientDataJSON: toText(clientDataJSON),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

async function makePasskey({ publicKey }) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
  const { attestationObject, clientDataJSON } = credential.response;
  return describe(credential, {
    attestationObject: toText(attestationObject),
    clientDataJSON: toText(clientDataJSON),
    transports: credential.response.getTransports?.() ?? [],
  });
}

function describe(credential, response) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

function tell(form, sentence) {
  const place = form.querySelector("[data-passkey-problem]");
  place.textContent = sentence;
  place.hidden = sentence === "";
}

async function submitWithPasskey(form) {
  tell(form, "");
  try {
    const ask = form.dataset.passkey === "create" ? makePasskey : usePasskey;
    form.elements.credential.value = JSON.stringify(await ask(await optionsOf(form)));
    form.submit();
  } catch (problem) {
    tell(form, PROBLEMS[problem.name] ?? OTHER_PROBLEM);
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submitWithPasskey(form);
    });
  }
  for (const part of document.querySelectorAll("[data-passkey-only]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-passkey-missing]")) part.hidden = true;
}
