/** A form that failed: its summary takes the focus, so that a screen reader starts there and the keyboard is beside the links. */
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
