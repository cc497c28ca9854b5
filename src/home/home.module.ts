import { Module } from '@nestjs/common';
import { HomeController } from './home.controller.js';
import { HomeReading } from './home-reading.js';

/** The home of each role, made of the sections that features register. */
@Module({ controllers: [HomeController], providers: [HomeReading] })
export class HomeModule {}
