import { Module } from '@nestjs/common';
import { HomeController } from './home.controller.js';

/** The home of each role, made of the sections that features register. */
@Module({ controllers: [HomeController] })
export class HomeModule {}
