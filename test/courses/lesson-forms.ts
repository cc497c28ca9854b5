import { draftOf, draftValues } from '../../src/courses/lessons/lesson-draft.js';
import { LessonEdit } from '../../src/courses/lesson-edit.entity.js';
import { LessonText } from '../../src/courses/lesson-text.entity.js';
import { LessonTextsRepository } from '../../src/courses/lesson-texts.repository.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { TestApp, Visitor } from '../helpers/app.js';

/** The lesson that is meant unless another is named. */
export const CODE = '1A-01';

export type Form = Record<string, string | string[]>;

export interface PickedFile {
  field: string;
  name: string;
  body: Buffer;
}

/** The lessons of the test's centre, and the form that changes them. */
export class LessonForms {
  constructor(private readonly test: TestApp) {}

  /** As Minka brings it. */
  async shipped(code = CODE): Promise<string> {
    return (await this.test.dataSource.manager.findOneByOrFail(LessonText, { lessonCode: code })).source;
  }

  /** As a centre teaches it. */
  taught(code = CODE, centreId: Id = this.test.centre.id): ReturnType<LessonTextsRepository['lesson']> {
    return this.test.app.get(LessonTextsRepository).lesson(centreId, code);
  }

  edits(code = CODE): Promise<LessonEdit[]> {
    return this.test.dataSource.manager.find(LessonEdit, { where: { lessonCode: code }, order: { ordinal: 'ASC' } });
  }

  /** As the page shows it, with a reason for saving it. */
  async form(code = CODE): Promise<Form> {
    const { content } = await this.taught(code);
    const [newest] = (await this.edits(code)).slice(-1);
    return { ...draftValues(draftOf(content)), based: String(newest?.ordinal ?? 0), reason: 'Puse nuestros nombres.', act: 'save' };
  }

  async send(changes: Form, { code = CODE, by, files = [] }: { code?: string; by: Visitor; files?: PickedFile[] }): ReturnType<Visitor['get']> {
    const sending = by.request().post(`/lessons/${code}/edit`).field('_key', newId());
    for (const [name, value] of Object.entries({ ...await this.form(code), ...changes })) for (const one of [value].flat()) sending.field(name, one);
    for (const { field, name, body } of files) sending.attach(field, body, name);
    return by.send(sending);
  }
}
