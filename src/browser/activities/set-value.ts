/** Shows the slider's value while it moves. */
const slider = document.querySelector<HTMLInputElement>('[data-slider]');
const shown = document.querySelector<HTMLOutputElement>('[data-value]');

slider?.addEventListener('input', show);
show();

function show(): void {
  if (slider && shown) shown.value = slider.value;
}
