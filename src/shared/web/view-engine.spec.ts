import { assetUrl } from './assets.js';
import { LOCALES, translator } from './i18n.js';
import { failedFormView, styleguideView } from './styleguide.presenter.js';
import { compileMeanwhile, render } from './view-engine.js';

const NAV = { daily: [{ href: '/people', text: 'Personas', current: true }], office: [], inOffice: false, folds: false, find: null };
const shell = { title: 'Personas', viewer: { name: 'Nélida <Huamán>', homeUrl: '/' }, nav: NAV };

describe('the view engine', () => {
  it('compiles every template in every language at the start, and lets others come in between', async () => {
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await compileMeanwhile(LOCALES);
    done = true;
    expect(turns).toBeGreaterThan(100);
  });

  it('puts the main layout around a view, with what the shell says', () => {
    const html = render('styleguide/confirm', {}, { shell });
    expect(html).toMatch(/^<!doctype html>\n<html lang="es">/);
    expect(html).toContain('<title>Personas · Minka</title>');
    expect(html).toContain('Nélida &lt;Huamán&gt;');
    expect(html).toContain('<a class="nav__link" href="/people" aria-current="page">Personas</a>');
    expect(html).toContain('<form method="post" action="/sign-out" data-sign-out>');
    expect(html).toContain('¿Retirar a Rosa Quispe?');
  });

  it('leaves it out for a fragment, and takes the plain one when told', () => {
    expect(render('partials/badge', { text: 'Listo' }, { layout: null })).toBe('<span class="badge">Listo</span>');
    expect(render('styleguide/confirm', {}, { shell, layout: 'plain' })).not.toContain('nav__link');
  });

  it('leaves a view alone that opens its own layout', () => {
    const html = render('styleguide/print', { rows: { rows: [] } }, { shell });
    expect(html.match(/<html/g)).toHaveLength(1);
    expect(html).toContain('<article class="sheet');
  });

  it('puts the styles that a view asks for into the head, once, and in place where the view has opened its own layout', () => {
    const style = `<link rel="stylesheet" href="${assetUrl('css/pages/teaching.css')}">`;
    const inHead = render('courses/pictures', { pictures: [] }, { shell });
    expect(inHead.split('</head>')[0]?.split(style)).toHaveLength(2);
    expect(inHead.split('</head>')[1]).not.toContain('stylesheet');
    const onTheWall = render('courses/lessons/projector', {}, { shell });
    expect(onTheWall.split('</head>')[1]).toContain(style);
  });

  it('marks the title of a page whose form failed', () => {
    expect(render('styleguide/confirm', {}, { shell: { ...shell, failed: true } })).toContain('<title>Error: Personas');
  });

  it('speaks the language that it is told', () => {
    expect(render('styleguide/confirm', {}, { locale: 'en', shell })).toMatch(/<html lang="en">[^]*Withdraw Rosa Quispe/);
  });

  it('says which template is missing', () => {
    expect(() => render('nowhere/show', {})).toThrow('views/nowhere/show.hbs');
  });

  it('gives each form a key of its own', () => {
    const html = render('styleguide/form', failedFormView(translator('es')), { shell });
    const keys = [...html.matchAll(/name="_key" value="([0-9a-f-]{36})"/g)].map(([, key]) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
  });

  it('has no style, no script and no handler inline, so that the policy of the browser can forbid them', () => {
    const html = render('styleguide/index', styleguideView(translator('es')), { shell });
    expect(html).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?![^>]* src=)/);
  });
});
