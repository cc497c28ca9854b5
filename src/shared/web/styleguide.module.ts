import { Module } from '@nestjs/common';
import { StyleguideController } from './styleguide.controller.js';

/** Empty in production, where nobody builds pages. */
@Module({ controllers: process.env.NODE_ENV === 'production' ? [] : [StyleguideController] })
export class StyleguideModule {}
