import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ErrorsFilter } from './errors.filter.js';
import { HealthController } from './health.controller.js';
import { HomeSections } from './home-sections.js';
import { PlainInput } from './plain-input.js';
import { PolicyGuard } from './policy.guard.js';
import type { Responder } from './responder.js';
import { TakenLists } from './taken-lists.js';
import { UnsentForms } from './unsent-forms.js';
import { UnsentWords } from './unsent-words.js';

/** What stands around every handler: the policy before it, and the page about an error after it. */
@Global()
@Module({})
export class WebModule {
  static with(responder: Responder): DynamicModule {
    return {
      module: WebModule,
      controllers: [HealthController],
      providers: [
        HomeSections, TakenLists, UnsentForms, UnsentWords,
        { provide: APP_GUARD, useClass: PolicyGuard },
        { provide: APP_PIPE, useClass: PlainInput },
        { provide: APP_FILTER, useFactory: (unsent: UnsentForms) => new ErrorsFilter(responder, unsent), inject: [UnsentForms] },
      ],
      exports: [HomeSections, TakenLists, UnsentForms, UnsentWords],
    };
  }
}
