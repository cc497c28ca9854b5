import { Injectable, type OnModuleInit } from '@nestjs/common';
import { surnamesFirst } from '../people/person-names.js';
import { unsentFields, UnsentWords } from '../shared/web/unsent-words.js';
import { hasRole } from '../shared/web/viewer.js';
import { WAIVER_ASKERS } from './fees.policy.js';
import { WaiversRepository } from './waivers.repository.js';

/** Whose fee would be waived, and how much of it, before a form is sent that its sender's session had outlived. */
@Injectable()
export class UnsentWaivers implements OnModuleInit {
  constructor(private readonly words: UnsentWords, private readonly waivers: WaiversRepository) {}

  onModuleInit(): void {
    this.words.add(/^\/charges\/(?<id>[^/]+)\/waiver$/u, async (answers, viewer, t) => {
      if (!hasRole(viewer, ...WAIVER_ASKERS)) return [];
      const charge = await this.waivers.charge(viewer.centreId, answers.ids.id ?? '');
      return [
        { label: t('fees:columns.name'), text: `${surnamesFirst(charge)} · ${charge.edition}` },
        ...unsentFields(answers, t, [['cents', 'fees:fields.waived', 'money'], ['reason', 'fees:fields.reason', 'fees:reasons']]),
      ];
    });
  }
}
