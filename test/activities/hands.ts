import type { Page } from 'playwright-core';

type Way = (page: Page) => Promise<void>;

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** With a mouse, or a finger: what a press on the screen does is the same. */
export const BY_POINTER: Readonly<Record<string, Way>> = {
  print: async (page) => {
    await page.click('label[for=printer-sala]');
    await page.fill('#copies', '2');
    await page.click('label[for=pages-some]');
    await page.fill('#range', '1-2');
  },
  settings: async (page) => {
    await page.click('label[for=setting-phone-friends]');
    await page.click('label[for=setting-place-off]');
  },
  publish: async (page) => {
    await page.fill('#text', 'Asamblea este sábado, 4 de la tarde, en el local comunal.');
    await page.click('label[for=audience-neighbours]');
  },
  'score-projects': async (page) => {
    for (const points of ['losa-2', 'botiquin-1', 'luz-3']) await page.click(`label[for=points-${points}]`);
  },
  ballot: async (page) => {
    for (const project of ['losa', 'luz']) await page.click(`label[for=vote-${project}]`);
  },
  'mail-body': async (page) => {
    await page.fill('#to', 'rsalas@congreso.example');
    await page.fill('#subject', 'Pedido');
    await page.fill('#body', 'Señora congresista: pedimos gas para el comedor.');
  },
  'mail-answer': (page) => page.fill('#body', 'Gracias, Elena. Sí voy.'),
};

/** From the page's first field on, nothing but keys. */
export const BY_KEYBOARD: Readonly<Record<string, Way>> = {
  // Space and Enter are keys to find here, and must neither mark nor send anything.
  keys: (page) => press(page, 'a', 'Space', 'Backspace', 'Enter', 'Tab'),
  print: async (page) => {
    await press(page, 'Tab', 'ArrowDown', 'Tab', 'Control+a', '2', 'Tab', 'ArrowDown', 'Tab');
    await page.keyboard.type('1-2');
    await press(page, 'Tab');
  },
  settings: (page) => press(page, 'Tab', 'ArrowDown', 'Tab', 'ArrowDown', 'Tab', 'Tab', 'Tab'),
  publish: async (page) => {
    await press(page, 'Tab');
    await page.keyboard.type('Asamblea el sábado a las 16:00');
    await press(page, 'Tab', 'Space', 'ArrowDown', 'Tab');
  },
  'score-projects': (page) => press(
    page, 'Tab', 'Space', 'ArrowDown', 'ArrowDown', 'Tab', 'Space', 'ArrowDown', 'Tab', 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Tab',
  ),
  ballot: (page) => press(page, 'Tab', 'Space', 'Tab', 'Tab', 'Space', 'Tab'),
  'mail-body': async (page) => {
    for (const text of ['rsalas@congreso.example', 'pedido', 'Pido gas para el comedor']) {
      await press(page, 'Tab');
      await page.keyboard.type(text);
    }
    await press(page, 'Tab');
  },
  'mail-answer': async (page) => {
    await press(page, 'Tab', 'Tab', 'Tab');
    await page.keyboard.type('Gracias, Elena. Sí voy.');
    await press(page, 'Tab');
  },
};
