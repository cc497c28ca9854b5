import type { Id } from '../../shared/kernel/ids.js';
import type { StoredFile } from '../../shared/files/stored-file.entity.js';
import { PICTURE_TYPES, type PictureType } from '../../shared/files/picture-type.js';
import { LEVELS } from '../../shared/kernel/levels.js';
import { field, type Choice, type Field, type FieldSpec, type FormView } from '../../shared/web/fields.js';
import type { FormFault } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pictureUrl, pictureWords } from '../course-pictures.js';
import { levelWord } from '../courses.presenter.js';
import type { LessonContent } from '../lesson-content.js';
import type { ChangesView } from './lesson-lines.js';
import type { LessonDraft } from './lesson-draft.js';
import type { CoursePieces, LessonStanding } from './lesson-edits.repository.js';
import { isOvertaken } from './lesson-edits.repository.js';
import { contentView, draftName, lessonPath, planView } from './lesson.presenter.js';

/** What the page of the form is made of. */
export interface FormParts {
  standing: LessonStanding;
  pieces: CoursePieces;
  ownPictures: readonly StoredFile[];
  draft: LessonDraft;
  form: FormView;
  advice: readonly FormFault[];
  /** Shown beside the form, without being saved. */
  preview: LessonContent | null;
  /** The step that a button has just changed: it takes the focus. */
  touched: number | null;
  /** Somebody else saved meanwhile: what is on record, and how what was typed differs from it. */
  stale: ChangesView | null;
  /** The number of the version that the next save is based on. */
  based: number;
  /** Who writes, so that a shared PC offers nobody another one's draft. */
  accountId: Id;
  /** It holds what was typed and is not saved. */
  typed: boolean;
}

/** A picture of the centre's own by the name that lessons call it by. */
export function ownPictureName({ hash, type }: Pick<StoredFile, 'hash' | 'type'>): string {
  return `${hash}.${PICTURE_TYPES[type as PictureType] ?? 'png'}`;
}

/** The form in which a lesson is edited, with its preview. */
export function lessonFormView(t: Translate, parts: FormParts): object {
  const { standing, draft, form, advice, preview, stale, based, accountId, typed } = parts;
  const { code } = standing;
  const make = new FieldMaker(t, form, advice);
  return {
    back: { href: lessonPath(code), text: standing.title }, title: standing.title, form, stale,
    action: lessonPath(code, '/edit'), cancelUrl: lessonPath(code), based, typed,
    draft: standing.discreet ? null : draftName(code, accountId),
    upgradeUrl: isOvertaken(standing) ? lessonPath(code, '/upgrade') : null,
    galleryUrl: `/courses/${encodeURIComponent(standing.courseCode)}/pictures`,
    advice: advice.map(({ field: at, reason, params }) => ({ href: `#${at}`, text: t(reason, params) })),
    beginning: beginningView(make, parts),
    steps: draft.steps.map((_, index) => stepFields(make, parts, index)),
    questions: questionsView(make, draft), plan: planFields(make, draft, standing.minutes), sources: sourcesView(make, draft),
    reason: make.field({ name: 'reason', label: 'lessons:edit.reason', hint: 'lessons:edit.reason-hint', maxlength: 200 }),
    preview: preview && { title: preview.title ?? standing.outlineTitle, aim: preview.aim ?? standing.outlineAim, ...contentView(standing, preview), plan: planView(t, preview.plan) },
  };
}

/** A field with the advice about what stands in it. */
type AdvisedField = Field & { advice: string[] };

class FieldMaker {
  constructor(readonly t: Translate, readonly form: FormView, private readonly advice: readonly FormFault[]) {}

  field(spec: FieldSpec): AdvisedField {
    const advice = this.advice.filter((one) => one.field === spec.name).map(({ reason, params }) => this.t(reason, params));
    const made = field(this.form, this.t, spec);
    const describedBy = [made.describedBy, advice.length > 0 && `${made.id}-advice`].filter(Boolean).join(' ');
    return { ...made, advice, describedBy: describedBy || null };
  }

  /** Whether something is to be said about a part, so that it stands open. */
  concerns(part: string): boolean {
    return [...Object.keys(this.form.errors), ...this.advice.map((one) => one.field)].some((name) => name.startsWith(part));
  }
}

function beginningView(make: FieldMaker, { standing, pieces, draft }: FormParts): object {
  const chosen = new Set(draft.practice);
  const choices = [...pieces.practices].sort((one, other) => Number(chosen.has(other.code)) - Number(chosen.has(one.code)));
  return {
    title: make.field({
      name: 'title', label: 'lessons:edit.own-title', hint: standing.discreet ? 'lessons:edit.own-title-discreet' : 'lessons:edit.own-title-hint',
      params: { title: standing.outlineTitle }, maxlength: 160, optional: true,
    }),
    aim: make.field({
      name: 'aim', type: 'textarea', rows: 2, label: 'lessons:edit.own-aim', hint: 'lessons:edit.own-aim-hint', params: { aim: standing.outlineAim },
      maxlength: 400, optional: true,
    }),
    intro: make.field({ name: 'intro', type: 'textarea', rows: 3, label: 'lessons:edit.intro', hint: 'lessons:edit.intro-hint' }),
    minutes: make.field({ name: 'minutes', type: 'number', label: 'lessons:edit.minutes', hint: 'lessons:edit.minutes-hint' }),
    practices: make.field({
      name: 'practice', type: 'checkboxes', label: 'lessons:edit.practices', hint: 'lessons:edit.practices-hint',
      choices: choices.map(({ code, title }) => ({ value: code, label: title })),
    }),
    practicesOpen: make.concerns('practice'),
    chosen: pieces.practices.filter(({ code }) => chosen.has(code)).map(({ title }) => title).join(', '),
  };
}

function stepFields(make: FieldMaker, { standing, pieces, ownPictures, draft, touched, typed }: FormParts, index: number): object {
  const { t } = make;
  const { picture, title } = draft.steps[index] as LessonDraft['steps'][number];
  const name = (part: string): string => `steps.${index}.${part}`;
  const last = draft.steps.length - 1;
  const act = (verb: string, there: boolean): object | null => (
    there ? { value: `${verb}.${index}`, text: t(`lessons:edit.${verb}`), about: t('lessons:edit.step', { number: index + 1 }) } : null);
  return {
    number: index + 1, legend: t('lessons:edit.step', { number: index + 1 }), id: `step-${index + 1}`,
    heading: title === '' ? t('lessons:edit.step', { number: index + 1 }) : t('lessons:edit.step-named', { number: index + 1, title }),
    // Whoever comes to edit sees a list of the steps; nothing that was typed and is not saved is folded away.
    open: index === 0 || typed || touched === index || make.concerns(`steps.${index}.`), pictures: pictureUrl(standing, ''),
    title: make.field({ name: name('title'), label: 'lessons:edit.step-title', maxlength: 120, focus: touched === index }),
    text: make.field({ name: name('text'), type: 'textarea', rows: 9, label: 'lessons:edit.step-text', hint: 'lessons:edit.step-text-hint' }),
    picture: make.field({ name: name('picture'), type: 'select', label: 'lessons:edit.picture', choices: pictureChoices(t, pieces, ownPictures) }),
    shown: picture && (pieces.pictures.includes(picture) || ownPictures.some((own) => ownPictureName(own) === picture))
      ? { url: pictureUrl(standing, picture) } : null,
    alt: make.field({ name: name('alt'), label: 'lessons:edit.alt', hint: 'lessons:edit.alt-hint', maxlength: 240 }),
    file: make.field({ name: name('file'), type: 'file', label: 'lessons:edit.file', hint: 'lessons:edit.file-hint', accept: '.png,.jpg,.jpeg,.webp', optional: true }),
    acts: [act('up', index > 0), act('down', index < last), act('remove', last > 0), act('add', true)].filter(Boolean),
  };
}

function pictureChoices(t: Translate, { pictures }: CoursePieces, own: readonly StoredFile[]): Choice[] {
  return [
    { value: '', label: t('lessons:edit.no-picture') },
    ...own.map((file) => ({ value: ownPictureName(file), label: t('lessons:edit.own-picture', { name: file.name }) })),
    ...pictures.map((name) => ({ value: name, label: pictureWords(name) })),
  ];
}

function questionsView(make: FieldMaker, { questions }: LessonDraft): object {
  const { t } = make;
  return {
    open: make.concerns('questions'),
    items: questions.map((_, index) => {
      const name = (part: string): string => `questions.${index}.${part}`;
      return {
        legend: t('lessons:edit.question', { number: index + 1 }),
        fields: [
          make.field({ name: name('ask'), label: 'lessons:edit.ask', maxlength: 200 }),
          ...[0, 1, 2].map((option) => make.field({
            name: name(`options.${option}`), label: 'lessons:edit.option', params: { letter: 'abc'[option] as string }, maxlength: 140,
          })),
          make.field({
            name: name('right'), type: 'radios', inline: true, label: 'lessons:edit.right',
            choices: [1, 2, 3].map((number) => ({ value: String(number), label: 'abc'[number - 1] as string })),
          }),
          make.field({ name: name('why'), label: 'lessons:edit.why', hint: 'lessons:edit.why-hint', maxlength: 300 }),
        ],
      };
    }),
  };
}

/** One row more than there are, to write on. */
function planFields(make: FieldMaker, { plan }: LessonDraft, minutes: number): object {
  const { t } = make;
  const taken = plan.stages.reduce((sum, stage) => sum + (Number(stage.minutes) || 0), 0);
  return {
    open: make.concerns('plan'),
    sum: t('lessons:edit.stages-sum', { taken, minutes }),
    stages: rowsOf(plan.stages, 12).map((index) => [
      make.field({ name: `plan.stages.${index}.minutes`, type: 'number', label: 'lessons:edit.stage-minutes' }),
      make.field({ name: `plan.stages.${index}.do`, type: 'textarea', rows: 2, label: 'lessons:edit.stage-do', maxlength: 600 }),
    ]),
    prepare: make.field({ name: 'plan.prepare', type: 'textarea', rows: 5, label: 'lessons:edit.prepare', hint: 'lessons:edit.prepare-hint' }),
    wrong: rowsOf(plan.wrong, 6).map((index) => [
      make.field({ name: `plan.wrong.${index}.sign`, label: 'lessons:edit.sign', maxlength: 300 }),
      make.field({ name: `plan.wrong.${index}.help`, type: 'textarea', rows: 2, label: 'lessons:edit.help', maxlength: 400 }),
    ]),
    levels: LEVELS.map((level) => make.field({
      name: `plan.levels.${level}`, type: 'textarea', rows: 2, label: 'lessons:edit.level', params: { level: levelWord(t, level) }, maxlength: 400,
    })),
  };
}

function sourcesView(make: FieldMaker, { sources }: LessonDraft): object {
  return {
    open: make.concerns('sources'),
    items: rowsOf(sources, 12).map((index) => [
      make.field({ name: `sources.${index}.fact`, label: 'lessons:edit.fact', maxlength: 300 }),
      make.field({ name: `sources.${index}.title`, label: 'lessons:edit.source-title', maxlength: 200 }),
      make.field({ name: `sources.${index}.url`, label: 'lessons:edit.url', hint: 'lessons:edit.url-hint' }),
      make.field({ name: `sources.${index}.checked`, label: 'lessons:edit.checked', hint: 'lessons:edit.checked-hint', width: 'short' }),
    ]),
  };
}

function rowsOf(rows: readonly unknown[], most: number): number[] {
  return Array.from({ length: Math.min(most, rows.length + 1) }, (_, index) => index);
}
