import { Body, Controller, Get, Param, Post, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import { Refused, StaleEdit } from '../../shared/kernel/refusal.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm } from '../../shared/web/fields.js';
import { failedView, type FormFault } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { EDITORS } from '../courses.policy.js';
import { readLesson } from '../lesson-content.js';
import type { LessonPlace } from '../lesson-laws.js';
import { checkDraft, type CheckedDraft } from './draft-faults.js';
import { changeSteps, draftOf, draftValues, readDraft, type LessonDraft } from './lesson-draft.js';
import { lessonForm } from './lesson.form.js';
import { LessonEditingService, MOST_PICTURE_BYTES } from './lesson-editing.service.js';
import { LessonEditsRepository, taughtSource, type CoursePieces, type LessonStanding } from './lesson-edits.repository.js';
import { lessonFormView, ownPictureName, type FormParts } from './lesson-form.presenter.js';
import { changesView } from './lesson-lines.js';
import { lessonPath } from './lesson.presenter.js';

type LessonBody = Record<string, unknown>;
type Known = Pick<FormParts, 'standing' | 'pieces' | 'ownPictures' | 'accountId'>;

/** The form in which a centre makes a lesson its own: buttons for its steps, a preview, a save. */
@Controller('lessons/:code/edit')
@Policy(allow(...EDITORS))
export class LessonEditingController {
  constructor(
    private readonly editing: LessonEditingService, private readonly edits: LessonEditsRepository, private readonly files: StoredFiles,
  ) {}

  @Get()
  async edit(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const known = await this.known(viewer, code);
    const draft = standingDraft(known.standing);
    return formPage(t, known, draft, { checked: checked(known, draft), based: known.standing.ordinal, typed: false });
  }

  @Post()
  @TakesFiles({ limit: MOST_PICTURE_BYTES, files: 20 })
  async send(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Body() body: LessonBody, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const draft = readDraft(body);
    const faults = await this.takePictures(viewer, draft, sent ?? []);
    const known = await this.known(viewer, code);
    const { act, reason, based = known.standing.ordinal } = lessonForm.parse(body);
    if (act !== 'save' && act !== 'preview') {
      const changed = { ...draft, steps: changeSteps(draft.steps, act) };
      return formPage(t, known, changed, { faults, reason, based, touched: touchedBy(act, changed) });
    }
    const result = checked(known, draft);
    const all = [...faults, ...result.refusals, ...act === 'save' && reason === '' ? [{ field: 'reason', reason: 'lessons:refusals.no-reason' }] : []];
    if (act === 'preview' || all.length > 0) return formPage(t, known, draft, { faults: all, checked: result, reason, based, preview: act === 'preview' });
    try {
      await this.editing.save({ centreId: viewer.centreId, code, based }, { source: result.source, reason }, { actor: viewer, submission });
    } catch (error) {
      if (!(error instanceof StaleEdit)) throw error;
      const standing = error.current as LessonStanding;
      const stale = changesView(t, taughtSource(standing) ?? '', result.source);
      return formPage(t, { ...known, standing }, draft, { checked: result, reason, based: standing.ordinal, stale });
    }
    return redirect(lessonPath(code), 'lessons:flash.saved');
  }

  /** Keeps the pictures that came, each as the one of its step. @returns what was wrong with them */
  private async takePictures(viewer: Viewer, draft: LessonDraft, sent: readonly BoundedFile[]): Promise<FormFault[]> {
    const faults: FormFault[] = [];
    for (const file of sent) {
      const step = draft.steps[Number(/^steps\.(\d{1,2})\.file$/u.exec(file.fieldname)?.[1])];
      if (!step || (file.name === '' && file.bytes?.length === 0)) continue;
      try {
        step.picture = await this.editing.addPicture(viewer.centreId, file.fieldname, file, { actor: viewer });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        faults.push(...error.refusals.map(({ field = '', reason, params }) => ({ field, reason, params })));
      }
    }
    return faults;
  }

  private async known(viewer: Viewer, code: string): Promise<Known> {
    const standing = await this.edits.standing(viewer.centreId, code);
    const [pieces, ownPictures] = await Promise.all([this.edits.pieces(standing.courseCode), this.files.pictures(viewer.centreId)]);
    return { standing, pieces, ownPictures, accountId: viewer.accountId };
  }
}

/** What came of a form that is shown again. */
interface Outcome {
  faults?: readonly FormFault[];
  checked?: CheckedDraft;
  reason?: string;
  based: number;
  preview?: boolean;
  touched?: number | null;
  stale?: FormParts['stale'];
  typed?: boolean;
}

function formPage(t: Translate, known: Known, draft: LessonDraft, outcome: Outcome): Answer {
  const { faults = [], checked: result, reason = '', based, preview = false, touched = null, stale = null, typed = true } = outcome;
  const values = { ...draftValues(draft), reason };
  const form = faults.length > 0 ? failedView({ values, faults: [...faults] }, t) : emptyForm(values);
  const model = lessonFormView(t, {
    ...known, draft, form, based, touched, stale, typed, advice: result?.advice ?? [], preview: preview && faults.length === 0 ? result?.lesson ?? null : null,
  });
  const status = stale ? 409 : faults.length > 0 ? 422 : 200;
  return page('courses/lessons/edit', model, {
    title: t('lessons:edit.title', { lesson: known.standing.title }), status, scripts: ['js/lesson-edit.js', 'js/lesson-draft.js'], quickExit: known.standing.discreet,
  });
}

function standingDraft(standing: LessonStanding): LessonDraft {
  const source = taughtSource(standing);
  const read = source === null ? null : readLesson(source);
  return draftOf(read?.ok ? read.lesson : null);
}

function checked({ standing, pieces, ownPictures }: Known, draft: LessonDraft): CheckedDraft {
  return checkDraft(draft, placeOf(standing, pieces, ownPictures.map(ownPictureName)), versionOf(standing) + 1);
}

function placeOf({ code, minutes, discreet }: LessonStanding, { pictures, practices }: CoursePieces, own: readonly string[]): LessonPlace {
  return { code, minutes, discreet, pictures: new Set([...pictures, ...own]), practices: new Set(practices.map((practice) => practice.code)) };
}

/** The version that the taught text names; a centre's own is one more, so that it can be told from the one it was made of. */
function versionOf(standing: LessonStanding): number {
  const source = taughtSource(standing);
  const read = source === null ? null : readLesson(source);
  return read?.ok ? read.lesson.version : 0;
}

/** Where the eyes go after a button was pressed: to the new step, or to the one that moved. */
function touchedBy(act: string, { steps }: LessonDraft): number {
  const [verb, index] = act.split('.');
  const moved = Number(index) + (verb === 'add' || verb === 'down' ? 1 : verb === 'up' ? -1 : 0);
  return Math.min(Math.max(0, moved || 0), steps.length - 1);
}
