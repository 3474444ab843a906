// Finding a QR code in what the camera sees or in a picture. The browser's own reader is used where there is one; the
// others load ours, which is kept from the first visit on.

const LARGEST = 1600; // pixels a side; larger pictures only take longer
const SIZES = [LARGEST, 1000, 640];
const PAUSE = 120; // milliseconds between two looks

async function reader() {
  try {
    const formats = await globalThis.BarcodeDetector.getSupportedFormats();
    if (formats.includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async (canvas) => (await own.detect(canvas))[0]?.rawValue || null;
    }
  } catch {
    // no reader in this browser
  }
  const { decodeQR } = await import("../../vendor/qr-0.7.0/decode.min.js");
  return async (canvas) => {
    const seen = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(seen);
    } catch {
      return null;
    }
  };
}

function drawn(canvas, source, width, height, largest) {
  const scale = Math.min(1, largest / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// Shows the camera in `video` and calls `found` once with the text of a code. Gives a function that stops it.
export async function watch(video, found) {
  const read = await reader(); // before the camera is switched on, which nobody would switch off if this failed
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
  let isOpen = true;
  const stop = () => {
    isOpen = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  video.srcObject = stream;
  try {
    await video.play();
  } catch (problem) {
    stop();
    throw problem;
  }
  const canvas = document.createElement("canvas");
  const look = async () => {
    if (!isOpen) return;
    if (video.videoWidth) {
      const text = await read(drawn(canvas, video, video.videoWidth, video.videoHeight, LARGEST));
      if (text && isOpen) {
        stop();
        return found(text);
      }
    }
    setTimeout(look, PAUSE);
  };
  look();
  return stop;
}

// The text of the code in a picture, or null.
export async function codeOf(file) {
  const [read, image] = await Promise.all([reader(), imageIn(file)]);
  const canvas = document.createElement("canvas");
  for (const size of SIZES) {
    const text = await read(drawn(canvas, image, image.naturalWidth, image.naturalHeight, size));
    if (text) return text;
  }
  return null;
}

async function imageIn(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

export function complaint(problem) {
  if (problem.name === "NotAllowedError") return "Izinkan kamera untuk halaman ini, lalu coba lagi. Atau pilih foto kode QR.";
  if (problem.name === "NotFoundError") return "Tidak ada kamera di perangkat ini. Pilih foto kode QR.";
  return "Tutup aplikasi lain yang memakai kamera, lalu coba lagi. Atau pilih foto kode QR.";
}
