import { Controller, Get, Inject, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotThere } from '../kernel/refusal.js';
import { translator } from '../web/i18n.js';
import { data, type Answer } from '../web/page.js';
import { Policy, signedIn } from '../web/policies.js';
import { CurrentViewer, type Viewer } from '../web/viewer.js';
import { Job } from './job.entity.js';
import { JobRunner } from './job-runner.js';

/** How far a job is, for the script that watches a progress bar; finished, it asks for the same page again. */
@Controller('jobs')
export class JobsController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(JobRunner) private readonly runner: JobRunner) {}

  @Get(':id')
  @Policy(signedIn)
  async show(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Answer> {
    const job = await this.dataSource.manager.findOneBy(Job, { id, centreId: viewer.centreId, createdBy: viewer.accountId });
    if (!job) throw new NotThere('job');
    return data(this.runner.view(job, translator(viewer.locale)));
  }
}
