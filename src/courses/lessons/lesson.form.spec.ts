import { lessonForm } from './lesson.form.js';

it.each([
  ['nothing', {}, { act: 'preview', based: undefined, reason: '' }],
  ['a save', { act: 'save', based: '3', reason: '  Más   claro ' }, { act: 'save', based: 3, reason: 'Más claro' }],
  ['what no page sends', { act: ['save'], based: '-1', reason: ['a'] }, { act: 'preview', based: undefined, reason: '' }],
  ['a reason that is too long', { reason: 'a'.repeat(300) }, { act: 'preview', based: undefined, reason: 'a'.repeat(200) }],
])('reads what a lesson\'s form says besides the lesson: %s', (_name, body, read) => {
  expect(lessonForm.parse(body)).toEqual(read);
});
