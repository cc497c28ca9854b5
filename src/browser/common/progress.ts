/** Long work: asks how far it is, says so, and goes on to its result. */
interface Progress { done: number; total: number; words: string; finished: boolean; href?: string }

for (const part of document.querySelectorAll<HTMLElement>('[data-progress]')) follow(part, part.dataset.progress ?? '', 700);

function follow(part: HTMLElement, url: string, wait: number): void {
  setTimeout(async () => {
    const now = await ask(url);
    if (now) show(part, now);
    if (now?.finished) return location.replace(now.href ?? location.href);
    // Asks more seldom as time goes by, and when the network is away.
    follow(part, url, Math.min(wait * 1.15, 4_000));
  }, wait);
}

async function ask(url: string): Promise<Progress | null> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' } });
    return response.ok ? await response.json() as Progress : null;
  } catch {
    return null;
  }
}

function show(part: HTMLElement, { done, total, words }: Progress): void {
  const bar = part.querySelector('progress');
  if (bar) Object.assign(bar, { max: total, value: done });
  const said = part.querySelector('[data-progress-words]');
  if (said && said.textContent !== words) said.textContent = words;
}
