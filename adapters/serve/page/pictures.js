// A picture as it is sent: shrunk to what a model needs to read cells, so that a photo of a phone fits into a request.

const MOST_SIDE = 1600; // pixels: a 25x25 board then still has 60 a cell
const MOST_FILE = 60e6; // bytes: more is no photo of a puzzle

/** The picture on a canvas, to be shown, and as a data: URL. Throws with a sentence for people. */
export async function shrunk(file) {
  if (file.size > MOST_FILE) throw new Error("That file is too large for a picture of a puzzle.");
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error("That file is no picture that this browser can read; PNG, JPEG or WebP are.");
  });
  const scale = Math.min(1, MOST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Your picture");
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const lossless = canvas.toDataURL("image/png");
  return { canvas, url: lossless.length < 2e6 ? lossless : canvas.toDataURL("image/jpeg", 0.9) };
}
