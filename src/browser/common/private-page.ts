/**
 * A page with somebody's data never comes back from the browser's memory: on a shared PC the back button, after
 * signing out, shows nothing. Hidden when it is left, asked for anew when it would be shown again.
 */
if (document.body.hasAttribute('data-private')) {
  window.addEventListener('pagehide', (event) => {
    if (event.persisted) document.body.hidden = true;
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
