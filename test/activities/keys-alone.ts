import type { Page } from 'playwright-core';

type Way = (page: Page) => Promise<void>;

/** More presses than any page of an activity has places to go to. */
const MOST = 60;

/** Goes on with Tab until the focus is there: what cannot be reached so is no use to whoever has keys alone. */
export async function reach(page: Page, place: string): Promise<void> {
  for (let presses = 0; presses < MOST; presses += 1) {
    if (await isAt(page, place)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${place}`);
}

/** Chooses one of several: Tab to the group, arrows to the one. */
async function pick(page: Page, id: string): Promise<void> {
  const name = await page.getAttribute(id, 'name');
  await reach(page, `[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let presses = 0; presses < MOST && !await isAt(page, id); presses += 1) await page.keyboard.press('ArrowDown');
  if (!await isAt(page, id)) throw new Error(`arrows do not lead to ${id}`);
}

function isAt(page: Page, place: string): Promise<boolean> {
  return page.evaluate(`document.activeElement.matches(${JSON.stringify(place)})`);
}

async function strike(page: Page, place: string, ...keys: string[]): Promise<void> {
  await reach(page, place);
  for (const key of keys) await page.keyboard.press(key);
}

async function write(page: Page, place: string, text: string): Promise<void> {
  await strike(page, place, 'Control+a');
  await page.keyboard.type(text);
}

const window = (id: string, what: string): string => `[data-window=${id}] [data-do=${what}]`;

/** One of every kind of the placement test and of practice, from the page's beginning on with keys alone; the others are in `hands.ts`. */
export const KEYS_ALONE: Readonly<Record<string, Way>> = {
  'D0-mouse': (page) => pick(page, '#option-o2'),
  'D0-click-flower': (page) => pick(page, '#target-flower'),
  'D0-double-click': (page) => strike(page, '[data-target=photos]', 'Enter'),
  'D2-right-click': (page) => strike(page, '[data-target=market]', 'Shift+F10'),
  'D0-scroll-list': async (page) => {
    await strike(page, '.activity-scroll', 'PageDown', 'PageDown');
    await pick(page, '#option-thu');
  },
  'W2-letter-parts': async (page) => {
    for (const [piece, place] of [['date', 'first'], ['greeting', 'second'], ['request', 'third'], ['farewell', 'fourth']]) {
      await strike(page, `[data-piece=${piece}]`, 'Enter');
      await strike(page, `[data-place=${place}] [data-drop]`, 'Enter');
    }
  },
  'D3-arrange-windows': async (page) => {
    await strike(page, window('game', 'close'), 'Enter');
    await strike(page, window('music', 'minimise'), 'Enter');
    await strike(page, window('minutes', 'maximise'), 'Enter');
  },
  'D1-front-window': (page) => strike(page, '[data-task=members]', 'Enter'),
  'D2-name-and-file': async (page) => {
    await strike(page, '[data-entry=scan3]', 'Enter', 'F2');
    await page.keyboard.type('Recibo de luz');
    await page.keyboard.press('Enter');
    await strike(page, '[data-action=move]', 'Enter');
    await strike(page, '[data-folders] button', 'Enter');
  },
  'D3-two-steps': async (page) => {
    await strike(page, '[data-action=new]', 'Enter');
    await page.keyboard.type('Rifa');
    await page.keyboard.press('Enter');
    for (const file of ['tickets', 'prizes']) {
      await strike(page, `[data-entry=${file}]`, 'Enter');
      await strike(page, '[data-action=move]', 'Enter');
      await strike(page, '[data-folders] button:nth-child(2)', 'Enter');
    }
  },
  'D2-delete-file': (page) => strike(page, '[data-entry=draft]', 'Enter', 'Delete'),
  'D1-volume': async (page) => {
    await reach(page, '#answer');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('PageDown');
  },
  'W0-type-name': (page) => write(page, '#answer', 'Rosa'),
  'W2-correct-word': (page) => write(page, '#answer', 'Estimado señor alcalde: lo invitamos a la asamblea.'),
  'I2-municipal-phone': async (page) => {
    await strike(page, 'nav a[href="#page-phones"]', 'Enter');
    await write(page, '#answer', '555 0134');
  },
  'I2-search': (page) => write(page, '#answer', 'horario de la posta de Villa El Sol'),
  'I3-attach-file': async (page) => {
    await write(page, '#to', 'mesadepartes@munisol.gob.pe');
    await write(page, '#subject', 'Solicitud de parque');
    await strike(page, 'summary', 'Enter');
    await pick(page, '#file-signed');
  },
  'I2-appointment': async (page) => {
    await write(page, '#field-name', 'Rosa Quispe');
    await write(page, '#field-dni', '09876543');
    await strike(page, '#field-service', 'ArrowDown', 'ArrowDown');
    await strike(page, '#field-day', 'ArrowDown', 'ArrowDown');
  },
  'I3-false-message': async (page) => {
    for (const part of ['prize', 'hurry', 'code']) await strike(page, `#part-${part}`, 'Space');
  },
  'I3-make-password': (page) => write(page, '#answer', 'Sol7+cebiche'),
  'W3-save-pdf': async (page) => {
    await pick(page, '#folder-procedures');
    await write(page, '#name', 'Solicitud');
    await strike(page, '#type', 'ArrowDown', 'ArrowDown');
  },
  // A title by its shortcuts, then a date by the buttons: not every button has a shortcut.
  'W2-format-title': (page) => strike(page, '[data-sheet]', 'Control+Home', 'Shift+End', 'Control+b', 'Control+e'),
  'W2-underline-date': async (page) => {
    await strike(page, '[data-sheet]', 'Control+Home', 'ArrowDown', 'ArrowDown', 'Home', 'Shift+End');
    for (const tool of ['underline', 'bigger']) await strike(page, `[data-tool=${tool}]`, 'Enter');
  },
  'W2-copy-paste': async (page) => {
    await strike(page, '#source', 'Control+a', 'Control+c');
    await strike(page, '#answer', 'Control+v');
  },
  'W2-print-menu': async (page) => {
    await strike(page, 'summary', 'Enter');
    await pick(page, '#command-print');
  },
};
