import { Module } from '@nestjs/common';
import { StyleguideChartsController } from './styleguide-charts.controller.js';

/** Charts are plain functions; only their sample page needs wiring, and none in production. */
@Module({ controllers: process.env.NODE_ENV === 'production' ? [] : [StyleguideChartsController] })
export class ChartsModule {}
