import { Global, Module } from '@nestjs/common';
import { JobRunner } from './job-runner.js';
import { JobsController } from './jobs.controller.js';

@Global()
@Module({ controllers: [JobsController], providers: [JobRunner], exports: [JobRunner] })
export class JobsModule {}
