import { Module } from '@nestjs/common';
import { ImportsController } from './imports.controller.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportsService } from './imports.service.js';

/** Lists become people and organisations. */
@Module({ controllers: [ImportsController], providers: [ImportsService, ImportsRepository], exports: [ImportsService] })
export class ImportsModule {}
