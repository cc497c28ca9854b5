import { Controller, Get, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { Refused } from '../../shared/kernel/refusal.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, tryForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { download, page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import type { CourseFault } from '../course-outline.js';
import { EDITORS } from '../courses.policy.js';
import { MOST_PACKAGE_BYTES, packCourse } from './course-package.js';
import { licenceText, packageFormView, packagePlanView, shippedPlanView } from './course-packages.presenter.js';
import { CoursePackagesRepository } from './course-packages.repository.js';
import { CoursePackagesService } from './course-packages.service.js';

/** A course to take away, for another installation. */
@Controller('courses/:code/package')
@Policy(allow(...EDITORS))
export class CoursePackageController {
  constructor(private readonly repository: CoursePackagesRepository, private readonly clock: Clock) {}

  /** As it came; with `?own=yes` as this centre teaches it. */
  @Get()
  async take(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Query('own') own: unknown, @Texts() t: Translate): Promise<Answer> {
    const course = await this.repository.course(code, own === 'yes' ? viewer.centreId : null);
    const body = packCourse(course, licenceText(t, course.content, this.clock.today()));
    return download(t('packages:file-name', { code }), 'application/zip', body);
  }
}

/** From a course that a package brought back to the one that Minka brings. */
@Controller('courses/:code/shipped')
@Policy(allow('administrator'))
export class ShippedCourseController {
  constructor(private readonly packages: CoursePackagesService) {}

  @Get()
  async show(@Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const plan = await this.packages.planBack(code);
    return page('courses/packages/plan', shippedPlanView(t, plan), { title: 'packages:shipped.title' });
  }

  @Post()
  async goBack(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.packages.goBack(code, { actor: viewer, submission });
    return redirect(`/courses/${encodeURIComponent(code)}`, 'packages:shipped.done');
  }
}

/** Courses of other installations: sent in, looked at, brought in. */
@Controller('course-packages')
@Policy(allow('administrator'))
export class CoursePackagesController {
  constructor(private readonly packages: CoursePackagesService) {}

  @Get()
  form(@Texts() t: Translate): Answer {
    return formPage(t, emptyForm(), []);
  }

  @Post()
  @TakesFiles({ limit: MOST_PACKAGE_BYTES, files: 1 })
  async send(
    @CurrentViewer() viewer: Viewer, @UploadedFiles() files: BoundedFile[] | undefined, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const received = await tryForm({}, () => {
      const file = files?.find(({ fieldname }) => fieldname === 'file');
      if (!file || file.name === '') throw new Refused({ field: 'file', reason: 'packages:refusals.no-file' });
      return this.packages.receive(viewer.centreId, file, { actor: viewer, submission });
    });
    if (!received.ok) return formPage(t, failedView(received.form, t), []);
    if ('faults' in received.value) {
      const refused = failedView({ values: {}, faults: [{ field: 'file', reason: 'packages:refusals.faulty' }] }, t);
      return formPage(t, refused, received.value.faults);
    }
    return redirect(`/course-packages/${received.value.id}`);
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const plan = await this.packages.plan(viewer.centreId, id);
    return page('courses/packages/plan', packagePlanView(t, id, plan), { title: t('packages:plan.title', { course: plan.course.content.title }) });
  }

  @Post(':id/confirmation')
  async confirm(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    const code = await this.packages.confirm(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`/courses/${encodeURIComponent(code)}`, 'packages:flash.brought');
  }
}

function formPage(t: Translate, form: FormView, faults: readonly CourseFault[]): Answer {
  return page('courses/packages/form', packageFormView(t, form, faults), { title: 'packages:form.title', status: formStatus(form) });
}
