/**
 * A photograph of a phone is made smaller before it is sent: of a document or a deed everything can be read at this size,
 * and on a slow line the whole one takes minutes, or is refused as too large. Where the browser cannot do it, the
 * photograph goes as it is and the server's limit counts.
 */
const LARGE = 1_500_000;
const LONGEST_SIDE = 2_000;
const QUALITY = 0.85;
const PHOTOS = ['image/jpeg', 'image/png'];

document.addEventListener('change', ({ target }) => {
  const input = target as HTMLInputElement;
  const file = input.dataset?.photo === undefined ? null : input.files?.[0];
  if (file && file.size > LARGE && PHOTOS.includes(file.type)) shrinking.set(input, shrink(input, file).catch(() => undefined));
});

/** Photographs that are not ready yet: their forms wait for them, which is less than a second. */
const shrinking = new Map<HTMLInputElement, Promise<void>>();

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const waiting = [...shrinking].filter(([input]) => input.form === form).map(([, done]) => done);
  if (event.defaultPrevented || waiting.length === 0) return;
  event.preventDefault();
  // Before the guard against a second press, which would drop the one that follows.
  event.stopImmediatePropagation();
  void Promise.all(waiting).then(() => form.requestSubmit(event.submitter));
}, { capture: true });

async function shrink(input: HTMLInputElement, file: File): Promise<void> {
  try {
    // It stands upright here, whichever way the phone was held.
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    const drawing = canvas.getContext('2d') as CanvasRenderingContext2D;
    // What a PNG lets through would be black in a JPEG.
    drawing.fillStyle = 'white';
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    // Another one may have been chosen meanwhile.
    if (!smaller || smaller.size >= file.size || input.files?.[0] !== file) return;
    const chosen = new DataTransfer();
    chosen.items.add(new File([smaller], file.name.replace(/\.\w+$/u, '.jpg'), { type: smaller.type, lastModified: file.lastModified }));
    input.files = chosen.files;
  } finally {
    shrinking.delete(input);
  }
}

export {};
