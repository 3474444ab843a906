// A photograph is made small before it is sent: upright, no longer than what an officer needs to read it.
import { measure } from "./looking.js";

const FIRST_QUALITY = 0.82;
const LEAST_QUALITY = 0.5; // below it small print frays
const QUALITY_STEP = 0.08;

async function pictureOf(file) {
  if (globalThis.createImageBitmap) {
    try {
      return await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      // older browsers know no such option, or not this kind of file: <img> may
    }
  }
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

function drawn(picture, width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = "#fff"; // what is see-through becomes paper
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, width, height);
  return canvas;
}

function scaled(picture, longSide) {
  const [wide, high] = [picture.naturalWidth || picture.width, picture.naturalHeight || picture.height];
  const scale = Math.min(1, longSide / Math.max(wide, high));
  return drawn(picture, Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)));
}

const packed = (canvas, quality) => new Promise((go) => { canvas.toBlob(go, "image/jpeg", quality); });

/** {bytes, type, longSide, sharpness, brightness} of a photograph. Rejects when the browser can't read it. */
export async function shrink(file, { longSide, sentBytes }) {
  const picture = await pictureOf(file);
  const canvas = scaled(picture, longSide);
  picture.close?.();
  const { width, height } = canvas;
  const measures = measure(canvas.getContext("2d").getImageData(0, 0, width, height));
  let quality = FIRST_QUALITY;
  let blob = await packed(canvas, quality);
  while (blob.size > sentBytes && quality - QUALITY_STEP >= LEAST_QUALITY) {
    quality -= QUALITY_STEP;
    blob = await packed(canvas, quality);
  }
  canvas.width = 0; // gives its memory back at once
  return { bytes: await blob.arrayBuffer(), type: "image/jpeg", longSide: Math.max(width, height), ...measures };
}
