/** Whoever writes an hour of her own over the one that is filled in chooses it with that; without JavaScript she is asked. */
const choice = document.querySelector<HTMLInputElement>('[name="hour"][value="own"]');
const lines = document.querySelectorAll<HTMLInputElement>('[name="days"], [name="from"], [name="to"]');

for (const line of lines) {
  line.addEventListener('input', () => {
    // Emptied, it leaves the hour to what is chosen.
    if (choice && line.value.trim() !== '') choice.checked = true;
  });
}
