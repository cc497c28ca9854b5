import { Module } from '@nestjs/common';
import { ImportsController } from './imports.controller.js';
import { ImportsHome } from './imports.home.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportsService } from './imports.service.js';

/** Lists become people and organisations. */
@Module({ controllers: [ImportsController], providers: [ImportsService, ImportsRepository, ImportsHome], exports: [ImportsService] })
export class ImportsModule {}
