// How sharp and how bright a photograph is: the same measures as balai/documents/pictures.py.
// Sharpness is the share of the contrast between neighbours that goes when the picture is smoothed.

const NOISE = 10;
const SMOOTHING = 4;

/** Greys of a picture, one byte a pixel, from RGBA, weighted as Pillow does (ITU-R 601-2). */
export function greysOf(pixels) {
  const greys = new Uint8Array(pixels.length / 4);
  for (let at = 0, from = 0; at < greys.length; at += 1, from += 4) {
    greys[at] = (pixels[from] * 19595 + pixels[from + 1] * 38470 + pixels[from + 2] * 7471 + 0x8000) >> 16;
  }
  return greys;
}

/** Each pixel the mean of its nine: the noise of a camera in the dark would pass for sharpness. */
function calmed(greys, width, height) {
  const sums = new Uint16Array(greys.length); // of three in a row
  for (let start = 0; start < greys.length; start += width) {
    for (let x = 0; x < width; x += 1) {
      sums[start + x] = greys[start + Math.max(0, x - 1)] + greys[start + x] + greys[start + Math.min(width - 1, x + 1)];
    }
  }
  const calm = new Uint8Array(greys.length);
  for (let y = 0; y < height; y += 1) {
    const [above, here, below] = [Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x += 1) calm[here + x] = (sums[above + x] + sums[here + x] + sums[below + x]) / 9 + 0.5;
  }
  return calm;
}

/** The share lost along one direction; `step` leads to the next pixel of a line, `lineStep` to the next line. */
function lostBySmoothing(greys, length, step, lines, lineStep) {
  const smooth = new Float32Array(length);
  let before = 0;
  let lost = 0;
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    const grey = (at) => greys[start + Math.min(length - 1, Math.max(0, at)) * step];
    let sum = 0;
    for (let at = -SMOOTHING; at <= SMOOTHING; at += 1) sum += grey(at);
    for (let at = 0; at < length; at += 1) {
      smooth[at] = sum / (2 * SMOOTHING + 1);
      sum += grey(at + SMOOTHING + 1) - grey(at - SMOOTHING);
    }
    for (let at = 1; at < length; at += 1) {
      const sharp = Math.abs(grey(at) - grey(at - 1));
      if (sharp <= NOISE) continue;
      before += sharp;
      lost += Math.max(0, sharp - Math.abs(smooth[at] - smooth[at - 1]));
    }
  }
  return before ? lost / before : 0;
}

function upperQuarter(greys) {
  const counts = new Uint32Array(256);
  for (const grey of greys) counts[grey] += 1;
  let left = greys.length / 4;
  for (let value = 255; value > 0; value -= 1) {
    left -= counts[value];
    if (left <= 0) return value;
  }
  return 0;
}

/** {sharpness 0–100, brightness 0–255} of ImageData. */
export function measure({ data, width, height }) {
  const greys = greysOf(data);
  const calm = calmed(greys, width, height);
  const sharpness = Math.min(lostBySmoothing(calm, width, 1, height, width), lostBySmoothing(calm, height, width, width, 1));
  return { sharpness: Math.round(100 * sharpness), brightness: upperQuarter(greys) };
}

/** What is wrong with a photograph, in the server's sentences. */
export function warningsOf({ sharpness, brightness, longSide }, limits) {
  const found = [];
  if (brightness < limits.darkBelow) found.push(limits.dark);
  if (sharpness < limits.blurredBelow) found.push(limits.blurred);
  if (longSide < limits.smallBelow) found.push(limits.small);
  return found;
}
