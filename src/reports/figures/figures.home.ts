import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomeSections } from '../../shared/web/home-sections.js';
import { FIGURES } from './figures.presenter.js';

/** The way to the figures, on the homes of those who answer for the centre. */
@Injectable()
export class FiguresHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['administrator', 'coordinator'], order: 29, title: 'figures:home.title',
      load: (_, t) => [{ text: t('figures:home.figures'), about: t('figures:home.figures-about'), href: FIGURES }],
    });
  }
}
