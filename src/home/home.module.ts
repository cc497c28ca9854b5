import { Module } from '@nestjs/common';
import { HomeController } from './home.controller.js';
import { HomeFigures } from './home-figures.js';

/** The home of each role, made of the sections that features register. */
@Module({ controllers: [HomeController], providers: [HomeFigures] })
export class HomeModule {}
