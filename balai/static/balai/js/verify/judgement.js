// What to say of a code: first by itself, then by the server's word or, without internet, by the lists on this device.

import { bytesOfCode, Forged, NoCode, parts, signedContent } from "./message.js";

export const FACT = { id: 1, village: 2, title: 3, number: 4, issuedOn: 5, validUntil: 6, name: 7, signer: 8, seal: 9 };
const DAY = 86400000;
const FRESH = DAY; // milliseconds: how long a list is good enough to call a letter genuine

export const TITLES = {
  "asli": "Surat ini asli",
  "berubah": "Surat ini sudah diubah",
  "kedaluwarsa": "Surat ini asli, tetapi sudah tidak berlaku",
  "dicabut": "Surat ini sudah dicabut",
  "diganti": "Surat ini sudah diganti",
  "tidak dikenal": "Surat ini tidak dikenal",
  "belum pasti": "Belum bisa dipastikan tanpa internet",
};

export const NO_CODE = { verdict: "tidak dikenal", title: "Ini bukan kode QR surat", sentence: "Pindai kode di bagian bawah surat." };
const DAMAGED = { verdict: "berubah", sentence: "Kode QR ini sudah diubah atau rusak. Jangan diterima." };
const STRANGE = { verdict: "tidak dikenal", sentence: "Kode QR ini bukan dari kabupaten ini. Jangan diterima sebelum ditanyakan." };

// Checks the signature. Gives { facts, signer } of a code that one of our keys has signed, or { finding }, or
// { unknownKey: true } where the lists do not know its key.
export async function opened(code, lists) {
  let message;
  try {
    message = parts(bytesOfCode(code));
  } catch {
    return { finding: NO_CODE };
  }
  const signer = lists?.signers.get(message.keyName);
  if (!signer) return { unknownKey: true };
  try {
    const facts = await signedContent(message, signer.point);
    if (facts.get(FACT.village) !== signer.code) return { finding: STRANGE };
    return { facts, signer };
  } catch (problem) {
    if (problem instanceof Forged || problem instanceof NoCode) return { finding: DAMAGED };
    throw problem;
  }
}

export function strange(lists, isOnline) {
  if (isOnline) return STRANGE;
  return {
    verdict: "belum pasti",
    sentence: lists
      ? "Kunci yang menyegel surat ini tidak ada di daftar ponsel ini. Jangan diterima sebelum diperiksa dengan internet."
      : "Daftar kunci belum tersimpan di ponsel ini. Sambungkan ke internet satu kali, lalu periksa lagi.",
  };
}

// The verdict without the server. `now` in milliseconds.
export async function judged({ facts, signer }, lists, now) {
  const clock = Math.max(now, lists.at); // a clock behind its own list is wrong
  const issued = facts.get(FACT.issuedOn).getTime();
  const until = facts.get(FACT.validUntil)?.getTime();
  const today = Math.floor((clock + signer.hours * 3600000) / DAY) * DAY;
  if (!signer.believed) return {
    verdict: "belum pasti", facts,
    sentence: "Kunci yang menyegel surat ini sudah ditarik. Hanya buku surat yang bisa memastikan: periksa dengan internet.",
  };
  if (issued + DAY < signer.since || issued > signer.until) return STRANGE;
  const withdrawal = await lists.withdrawal(facts.get(FACT.id));
  if (withdrawal === "dicabut") return { verdict: "dicabut", facts, sentence: "Sudah dicabut. Jangan diterima." };
  if (withdrawal === "diganti") return { verdict: "diganti", facts, sentence: "Sudah terbit surat penggantinya. Minta surat yang baru." };
  if (until !== undefined && today > until) return { verdict: "kedaluwarsa", facts, sentence: "Masa berlakunya sudah habis. Minta surat yang baru." };
  if (clock - lists.at > FRESH) return {
    verdict: "belum pasti", facts,
    sentence: `Segelnya benar. Tetapi daftar pencabutan di ponsel ini sudah berumur ${age(clock - lists.at)}: surat mungkin sudah dicabut.`,
  };
  const byHand = facts.get(FACT.seal) === "hand" ? " Ditandatangani tangan: lihat tanda tangan dan capnya di kertas." : "";
  return { verdict: "asli", facts, sentence: `Diterbitkan Pemerintah ${signer.name} dan tidak berubah.${byHand} Cocokkan isi di bawah dengan suratnya.` };
}

export function age(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  if (minutes < 60) return `${Math.max(minutes, 1)} menit`;
  return minutes < 60 * 24 ? `${Math.floor(minutes / 60)} jam` : `${Math.floor(minutes / 1440)} hari`;
}
