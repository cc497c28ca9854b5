import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused, refuseFor, type Refusal } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { mayCorrect, REGISTER_TAKERS } from './attendance.policy.js';
import { markRefusals, type WantedMark } from './register-rules.js';
import { registerRefusal } from './register-window.js';
import { RegisterService, SAVED_ALREADY, type SavedRegister } from './register.service.js';
import { RegistersRepository, type RosterRow, type SessionHead } from './registers.repository.js';
import { savedFlash } from './saved-words.js';
import { sheetEntryForm } from './sheet-entry.form.js';
import { lengthOf } from './session-times.js';
import { codeOf, sheetCheckView, sheetEntryView, sheetMarks, sheetView } from './sheet.presenter.js';

/** The register on paper, for the day the power goes: printed, and keyed in afterwards. */
@Controller('sessions/:id')
@Policy(allow(...REGISTER_TAKERS))
export class SheetController {
  constructor(
    private readonly registers: RegistersRepository, private readonly service: RegisterService, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('sheet')
  async print(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { head, roster } = await this.registers.register(viewer.centreId, id, this.clock.now());
    return page('attendance/sheet', sheetView(t, head, roster, this.clock.now()), {
      title: t('attendance:sheet.title', { group: head.groupName }),
    });
  }

  @Get('sheet-entry')
  async ask(@Param('id') id: Id, @Query() query: Record<string, unknown>, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    if (query.sheet === undefined && query.codes === undefined) return this.entryPage(id, viewer, t, emptyForm());
    if (query.change === 'yes') return this.entryPage(id, viewer, t, { ...emptyForm(), values: keptValues(query) });
    const read = await submitForm(sheetEntryForm, query, (entry) => this.read(id, entry, viewer, t));
    if (!read.ok) return this.entryPage(id, viewer, t, failedView(read.form, t));
    return page('attendance/sheet-check', read.value, { title: 'attendance:sheet.check-title' });
  }

  @Post('sheet-entry')
  async enter(
    @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const saved = await submitForm(sheetEntryForm, body, (entry) => this.save(id, entry, { submission, viewer, t }));
    if (!saved.ok) return this.entryPage(id, viewer, t, failedView(saved.form, t));
    return redirect(`/sessions/${id}/${saved.value.walkIns > 0 ? 'walk-ins' : 'register'}`, savedFlash(t, saved.value, this.clock.today()));
  }

  /** Who the numbers are, before anything is saved. */
  private async read(id: Id, entry: SheetEntry, viewer: Viewer, t: Translate): Promise<object> {
    const { head, roster } = await this.registers.register(viewer.centreId, id, this.clock.now());
    const marks = marksKeyed(t, head, roster, entry);
    const refusals = marks.flatMap((mark) => markRefusals(mark, lengthOf(head)).map((refusal) => ({ ...refusal, field: 'codes' })));
    refuseFor(refusals);
    return sheetCheckView(t, head, roster, { now: this.clock.now(), ...entry, marks });
  }

  private async save(
    id: Id, entry: SheetEntry, { submission, viewer, t }: { submission: Submission; viewer: Viewer; t: Translate },
  ): Promise<SavedRegister> {
    const { head, roster } = await this.registers.register(viewer.centreId, id, this.clock.now());
    const marks = marksKeyed(t, head, roster, entry);
    try {
      return await this.service.save({ ...viewer, mayCorrect: mayCorrect(viewer) }, id, { marks, complete: true, first: true, walkIns: entry.walkIns }, { submission });
    } catch (error) {
      // The register's own fields are named by person; here all of it was typed into one.
      if (error instanceof Refused) throw new Refused(...error.refusals.map((refusal) => (refusal.field ? { ...refusal, field: 'codes' } : refusal)));
      throw error;
    }
  }

  private async entryPage(id: Id, viewer: Viewer, t: Translate, form: FormView): Promise<Answer> {
    const { head, roster } = await this.registers.register(viewer.centreId, id, this.clock.now());
    const view = sheetEntryView(t, head, roster, { now: this.clock.now(), form, closed: this.closed(head, viewer) });
    return page('attendance/sheet-entry', view, {
      title: t('attendance:sheet.entry-title', { group: head.groupName }), status: formStatus(form),
    });
  }

  /** A register on record is corrected mark by mark, not written over from paper. */
  private closed(head: SessionHead, viewer: Viewer): Refusal | null {
    if (head.registerSavedAt !== null) return SAVED_ALREADY;
    return registerRefusal(head, this.clock.now(), mayCorrect(viewer));
  }
}

interface SheetEntry {
  sheet: string;
  codes: string;
  came: readonly Id[];
  walkIns: readonly string[];
}

/** @throws Refused for letters of another sheet, or for what cannot be read */
function marksKeyed(t: Translate, head: SessionHead, roster: readonly RosterRow[], { sheet, codes, came }: SheetEntry): WantedMark[] {
  const code = codeOf(head, roster);
  if (sheet !== code) throw new Refused({ field: 'sheet', reason: 'attendance:refusals.sheet-other', params: { code } });
  const keyed = sheetMarks(t, codes, roster, came);
  if ('refusals' in keyed) throw new Refused(...keyed.refusals);
  return keyed.marks;
}
