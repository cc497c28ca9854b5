/** Reads a page of a lesson aloud where the browser has a Spanish voice: a button that is not there where it would do nothing. */
const article = document.querySelector<HTMLElement>('[data-read-aloud]');

if (article && 'speechSynthesis' in window) {
  offer(article);
  // Some browsers load their voices after the page.
  speechSynthesis.addEventListener?.('voiceschanged', () => offer(article));
  window.addEventListener('pagehide', () => speechSynthesis.cancel());
}

function offer(part: HTMLElement): void {
  const voice = spanishVoice();
  if (!voice || part.querySelector('.read-aloud')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--quiet button--small read-aloud';
  say(button, part.dataset.readAloud);
  button.addEventListener('click', () => (speechSynthesis.speaking ? stop(button, part) : read(button, part, voice)));
  (part.querySelector('.lesson-page__text') ?? part).append(button);
}

function spanishVoice(): SpeechSynthesisVoice | undefined {
  const voices = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith('es'));
  return voices.find(({ lang }) => /PE|MX|US|419/u.test(lang)) ?? voices[0];
}

function read(button: HTMLButtonElement, part: HTMLElement, voice: SpeechSynthesisVoice): void {
  const lines = linesOf(part);
  // One utterance a line: long ones are cut off by some browsers.
  for (const [index, line] of lines.entries()) {
    const words = new SpeechSynthesisUtterance(line);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    if (index === lines.length - 1) words.addEventListener('end', () => say(button, part.dataset.readAloud));
    speechSynthesis.speak(words);
  }
  say(button, part.dataset.readStop);
}

/** What stands to be read: at a PC not what is there for a phone, and the other way round. */
function linesOf(part: HTMLElement): string[] {
  const lines = [...part.querySelectorAll<HTMLElement>('h1, p, li, label')].filter((line) => !line.querySelector('p, li'));
  return lines.filter((line) => line.getClientRects().length > 0).map((line) => line.innerText);
}

function stop(button: HTMLButtonElement, part: HTMLElement): void {
  speechSynthesis.cancel();
  say(button, part.dataset.readAloud);
}

function say(button: HTMLButtonElement, text: string | undefined): void {
  button.textContent = text ?? '';
}

export {};
