import { Module } from '@nestjs/common';
import { FilesModule } from '../../shared/files/files.module.js';
import { FrameworkModule } from '../framework/framework.module.js';
import { LogEntriesController } from './log-entries.controller.js';
import { LogController } from './log.controller.js';
import { LogRepository } from './log.repository.js';
import { LogService } from './log.service.js';

/** What happens in projects: activities, milestones and risks. Fixed addresses stand before those with an id in them. */
@Module({ imports: [FilesModule, FrameworkModule], controllers: [LogController, LogEntriesController], providers: [LogRepository, LogService], exports: [LogRepository] })
export class LogModule {}
