import type { Locator, Page } from 'playwright-core';

/** How somebody who can do it does each thing that needs hands: by item, with the page that shows it. */
export const HANDS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'D0-click-flower': (page) => page.click('label[for=target-flower]'),
  'D0-click-number': (page) => page.click('label[for=target-d17]'),
  'D0-double-click': (page) => page.dblclick('[data-target=photos]'),
  'D0-scroll-list': async (page) => {
    await page.hover('.activity-scroll');
    await page.mouse.wheel(0, 900);
    await page.click('label[for=option-thu]');
  },
  'D0-drag-apple': (page) => drag(page, 'apple', 'basket'),
  'D1-close-window': (page) => press(page, 'music', 'close'),
  'D1-front-window': (page) => page.click('[data-window=members] .mock-window__title'),
  'D1-minimise': (page) => press(page, 'accounts', 'minimise'),
  'D1-new-folder': (page) => makeFolder(page, 'Comedor'),
  'D1-volume': async (page) => {
    await page.focus('#answer');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('PageDown');
  },
  'D2-move-file': (page) => dragOnto(page, '[data-entry=march]', '[data-entry=minutes]'),
  'D2-name-and-file': async (page) => {
    await page.click('[data-entry=scan3]');
    await page.keyboard.press('F2');
    await page.fill('#new-name', 'Recibo de luz');
    await page.click('[data-ok]');
    await dragOnto(page, '[data-entry=scan3]', '[data-entry=bills]');
  },
  'D2-rename-file': async (page) => {
    await page.click('[data-entry=document]');
    await page.keyboard.press('F2');
    await page.fill('#new-name', 'Rifa 2026');
    await page.click('[data-ok]');
  },
  'D2-delete-file': async (page) => {
    await page.click('[data-entry=draft]');
    await page.keyboard.press('Delete');
  },
  'D2-right-click': (page) => page.click('[data-target=market]', { button: 'right' }),
  'D2-sort-files': async (page) => {
    for (const [piece, place] of [['letter', 'documents'], ['party', 'images'], ['anthem', 'music'], ['hall', 'images']] as const) {
      await drag(page, piece, place);
    }
  },
  'D3-two-steps': async (page) => {
    await makeFolder(page, 'Rifa');
    await move(page, 'tickets', 'Rifa');
    await move(page, 'prizes', 'Rifa');
  },
  'D3-arrange-windows': async (page) => {
    await press(page, 'game', 'close');
    await press(page, 'music', 'minimise');
    await press(page, 'minutes', 'maximise');
  },
  'W0-type-name': (page) => page.locator('#answer').pressSequentially('Rosa'),
  'W1-type-enye': (page) => page.locator('#answer').pressSequentially('Señora Muñoz'),
  'W1-erase-word': (page) => page.fill('#answer', 'La reunión es el lunes'),
  'W1-save-file': async (page) => {
    await page.click('label[for=folder-documents]');
    await page.fill('#name', 'Carta');
  },
  'W2-format-title': (page) => format(page, 'title', 'bold', 'centre'),
  // By keys, as in any word processor.
  'W2-format-notice': async (page) => {
    await page.click('[data-line=title]', { clickCount: 3 });
    for (const keys of ['Control+b', 'Control+e']) await page.keyboard.press(keys);
    await page.click('[data-line=date]', { clickCount: 3 });
    await page.keyboard.press('Control+u');
  },
  'W2-underline-date': (page) => format(page, 'date', 'underline', 'bigger'),
  'W2-copy-paste': async (page) => {
    await page.focus('#source');
    for (const keys of ['Control+a', 'Control+c', 'Tab', 'Control+v']) await page.keyboard.press(keys);
  },
  'W2-print-menu': async (page) => {
    await page.locator('summary').first().click();
    await page.click('label[for=command-print]');
  },
  // Without a mouse: taken with Enter, dropped with Enter.
  'W2-letter-parts': async (page) => {
    for (const [piece, place] of [['date', 'first'], ['greeting', 'second'], ['request', 'third'], ['farewell', 'fourth']]) {
      await page.press(`[data-piece=${piece}]`, 'Enter');
      await page.press(`[data-place=${place}] [data-drop]`, 'Enter');
    }
  },
  'W3-print-dialog': async (page) => {
    await page.fill('#field-copies', '2');
    await page.selectOption('#field-range', 'some');
    await page.fill('#field-pages', '3-5');
  },
  'I1-type-at': (page) => page.locator('#answer').pressSequentially('rosa@correo.pe'),
  'I1-close-advert': (page) => press(page, 'advert', 'close'),
  'I2-municipal-phone': async (page) => {
    await page.click('nav a[href="#page-phones"]');
    await found(page.locator('#page-phones'));
    await page.fill('#answer', '555 0134');
  },
  'I2-search': (page) => page.fill('#answer', 'horario de la posta de Villa El Sol'),
  'I3-attach-file': async (page) => {
    await page.fill('#to', 'mesadepartes@munisol.gob.pe');
    await page.fill('#subject', 'Solicitud de parque');
    await page.click('summary');
    await page.click('label[for=file-signed]');
  },
  'I3-false-message': async (page) => {
    for (const part of ['prize', 'hurry', 'code']) await page.click(`label[for=part-${part}]`);
  },
  'I3-make-password': (page) => page.fill('#answer', 'Sol7+cebiche'),
  'I3-strongest-password': (page) => page.click('label[for=option-o3]'),
};

function drag(page: Page, piece: string, place: string): Promise<void> {
  return dragOnto(page, `[data-piece=${piece}]`, `[data-place=${place}]`);
}

async function dragOnto(page: Page, piece: string, place: string): Promise<void> {
  const [from, to] = [await middle(page.locator(piece)), await middle(page.locator(place))];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function press(page: Page, window: string, button: string): Promise<void> {
  return page.click(`[data-window=${window}] [data-do=${button}]`);
}

async function makeFolder(page: Page, name: string): Promise<void> {
  await page.click('[data-action=new]');
  await page.fill('#new-name', name);
  await page.press('#new-name', 'Enter');
}

async function move(page: Page, file: string, folder: string): Promise<void> {
  await page.click(`[data-entry=${file}]`);
  await page.click('[data-action=move]');
  await page.locator('[data-folders] button', { hasText: folder }).click();
}

async function format(page: Page, line: string, ...tools: string[]): Promise<void> {
  await page.click(`[data-line=${line}]`, { clickCount: 3 });
  for (const tool of tools) await page.click(`[data-tool=${tool}]`);
}

async function found(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'visible' });
}

/** With a finger. */
export const BY_TOUCH: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'D0-click-flower': (page) => page.tap('label[for=target-flower]'),
  'D0-click-number': (page) => page.tap('label[for=target-d17]'),
  'D0-double-click': async (page) => {
    for (let taps = 0; taps < 2; taps += 1) await page.tap('[data-target=photos]');
  },
  'D0-drag-apple': async (page) => {
    await page.tap('[data-piece=apple]');
    await page.tap('[data-place=basket]');
  },
  // A phone has no other button: the finger stays.
  'D2-right-click': async (page) => {
    const { x, y } = await middle(page.locator('[data-target=market]'));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await page.locator('[data-said]', { hasText: /./u }).waitFor();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  },
  'W2-format-title': async (page) => {
    await page.tap('[data-line=title]');
    for (const tool of ['bold', 'centre']) await page.tap(`[data-tool=${tool}]`);
  },
  'D1-close-window': (page) => page.tap('[data-window=music] [data-do=close]'),
  'D2-move-file': async (page) => {
    await page.tap('[data-entry=march]');
    await page.tap('[data-action=move]');
    await page.locator('[data-folders] button', { hasText: 'Actas' }).tap();
  },
  'I1-close-advert': (page) => page.tap('[data-window=advert] [data-do=close]'),
  'W1-save-file': async (page) => {
    await page.tap('label[for=folder-documents]');
    await page.fill('#name', 'Carta');
  },
};
