import { ORGANISATION_TYPES } from '../../organisations/organisation-types.js';
import { ACCESSES, PARTICIPANT_KINDS, SEXES } from '../../people/person-words.js';
import { AGE_GROUPS } from '../../shared/kernel/age-groups.js';
import { emptyForm, field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { inPageOrder } from '../../shared/web/fault-order.js';
import { staleView } from '../../shared/web/stale-form.js';
import type { Places } from '../figures/places.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { dimensionWord, indicatorWords, valueWord } from '../indicators/indicator-words.js';
import { CRITERIA, GDF_LEVELS, UNKNOWN, type Dimension, type IndicatorDefinition } from '../indicators/indicator.js';
import type { Framework, FrameworkResult } from './framework.js';
import type { IndicatorFound } from './indicators.presenter.js';
import { centreNames, indicatorPath, promisesPath, resultPath, unitWord } from './project-words.js';
import { INDICATOR_FORMS, type ProjectIndicator } from './project-indicator.entity.js';

const KNOWN_VALUES: Partial<Record<Dimension, readonly string[]>> = {
  sex: SEXES.filter((sex) => sex !== 'undisclosed'), age: AGE_GROUPS, access: ACCESSES, organisationType: ORGANISATION_TYPES, course: ['1', '2'], level: ['0', '1', '2', '3'], kind: PARTICIPANT_KINDS,
};
/** Targets speak of periods, so that nothing is narrowed to a month. */
const NARROWED: readonly Dimension[] = ['sex', 'age', 'access', 'organisationType', 'centre', 'course', 'level', 'kind', 'district', 'sector'];

/** All that Minka can count, to choose from, by the level at which it shows; and the way to one of the project's own. */
export function catalogueView(t: Translate, { project }: Framework, result: FrameworkResult): object {
  const path = `${resultPath(project.id, result.id)}/indicators`;
  const groups = GDF_LEVELS.map((level) => ({
    title: t(`indicators:levels.${level}`),
    items: [...CATALOGUE.values()].filter((known) => known.level === level).map((known) => {
      const { name, definition } = indicatorWords(t, known);
      return { text: name, about: definition, href: `${path}/new?code=${known.code}` };
    }),
  }));
  return {
    back: { href: promisesPath(project.id, result.id), text: project.title }, lead: t('projects:indicators.choose', { title: result.title }),
    groups: groups.filter(({ items }) => items.length > 0), typedUrl: `${path}/new?own=yes`,
  };
}

/** What an indicator may be narrowed to. */
interface Ground {
  framework: Framework;
  places: Places;
}

/** What stands around the form of an indicator. */
export interface IndicatorSurroundings extends Ground {
  result: FrameworkResult;
  /** Of the catalogue; null for one of the project's own. */
  known: IndicatorDefinition | null;
}

/** The form of a new indicator. */
export function newIndicatorView(t: Translate, form: FormView, { framework, result, known, places }: IndicatorSurroundings): object {
  const path = resultPath(framework.project.id, result.id);
  const fields = known ? computedFields(t, form, { framework, places }, known, null) : typedFields(t, form, null);
  return {
    back: { href: `${path}/indicators/new`, text: t('projects:indicators.new') }, form: inPageOrder(form, fields), fields, action: `${path}/indicators`,
    lead: t('projects:indicators.lead', { title: result.title }), facts: known ? catalogueFacts(t, known) : null,
    hidden: known ? [{ name: 'code', value: known.code }] : [], submit: t('common:save'), cancelUrl: promisesPath(framework.project.id),
  };
}

/** The form that changes one; after a stale save it carries the present version. */
export function editIndicatorView(t: Translate, form: FormView, { framework, places }: Ground, { indicator }: IndicatorFound, stale: boolean): object {
  const path = indicatorPath(framework.project.id, indicator.id);
  const known = indicator.code === null ? null : CATALOGUE.get(indicator.code) ?? null;
  const fieldsOf = (of: FormView): Field[] => (known ? computedFields(t, of, { framework, places }, known, indicator) : typedFields(t, of, indicator));
  const fields = fieldsOf(form);
  return {
    back: { href: path, text: indicator.title }, form: inPageOrder(form, fields), fields, action: path, facts: known ? catalogueFacts(t, known) : null, submit: t('common:save'), cancelUrl: path,
    hidden: [{ name: 'version', value: stale ? indicator.version : form.values.version ?? indicator.version }], stale: stale ? staleView(t, fields, fieldsOf(emptyForm())) : null,
  };
}

function catalogueFacts(t: Translate, known: IndicatorDefinition): object[] {
  const { name, definition, denominator, source } = indicatorWords(t, known);
  const fact = (key: string, text: string | null): object[] => (text === null ? [] : [{ label: t(`projects:fields.${key}`), text }]);
  return [...fact('computed', name), ...fact('definition', definition), ...fact('denominator', denominator), ...fact('unit', unitWord(t, known)), ...fact('source', source)];
}

function computedFields(t: Translate, form: FormView, ground: Ground, known: IndicatorDefinition, indicator: ProjectIndicator | null): Field[] {
  const narrowing = NARROWED.filter((dimension) => known.dimensions.includes(dimension)).map((dimension) => narrowField(t, form, dimension, indicator?.slice?.[dimension], ground));
  return [
    field(form, t, { name: 'title', label: 'projects:fields.indicator-title', hint: 'projects:hints.computed-title', maxlength: 200, value: indicator?.title ?? indicatorWords(t, known).name }),
    ...narrowing, ...weighedFields(t, form, { level: indicator?.level ?? known.level, criteria: indicator?.criteria ?? known.criteria, descending: indicator?.descending ?? false, english: indicator?.english ?? null }),
  ];
}

/** A value that was chosen before stays a choice, also where nothing has it any more. */
function narrowField(t: Translate, form: FormView, dimension: Dimension, value: string | undefined, { framework, places }: Ground): Field {
  const centres = centreNames(framework);
  const values = { ...KNOWN_VALUES, centre: [...centres.keys()], district: places.districts, sector: places.sectors }[dimension] ?? [];
  const all = [...values, ...value === undefined ? [] : [value], ...dimension === 'centre' ? [] : [UNKNOWN]];
  const choices: Choice[] = [...new Set(all)].map((one) => ({ value: one, label: valueWord(t, dimension, one, centres) }));
  return field(form, t, {
    name: `by-${dimension}`, type: 'select', label: 'projects:fields.only', params: { dimension: dimensionWord(t, dimension) }, value, optional: true,
    choices: [{ value: '', label: t('projects:all') }, ...choices],
  });
}

type Weighed = Pick<ProjectIndicator, 'level' | 'descending' | 'english'> & { criteria: readonly string[] };

function weighedFields(t: Translate, form: FormView, { level, criteria, descending, english }: Weighed): Field[] {
  return [
    field(form, t, { name: 'level', type: 'radios', label: 'projects:fields.level', hint: 'projects:hints.level', value: level, choices: GDF_LEVELS.map((value) => ({ value, label: t(`indicators:levels.${value}`) })) }),
    field(form, t, { name: 'criteria', type: 'checkboxes', label: 'projects:fields.criteria', hint: 'projects:hints.criteria', value: [...criteria], choices: CRITERIA.map((value) => ({ value, label: t(`indicators:criteria.${value}`) })) }),
    field(form, t, { name: 'descending', type: 'checkbox', label: 'projects:fields.descending', value: descending }),
    field(form, t, { name: 'titleEnglish', label: 'projects:fields.titleEnglish', hint: 'projects:hints.english', optional: true, maxlength: 200, value: english?.title }),
  ];
}

function typedFields(t: Translate, form: FormView, known: ProjectIndicator | null): Field[] {
  const forms = INDICATOR_FORMS.map((value) => ({ value, label: t(`indicators:forms.${value}`), hint: t(`projects:forms-about.${value}`) }));
  const english = known?.english ?? null;
  return [
    field(form, t, { name: 'title', label: 'projects:fields.indicator-title', hint: 'projects:hints.indicator-title', maxlength: 200, value: known?.title }),
    ...known ? [] : [field(form, t, { name: 'form', type: 'radios', label: 'projects:fields.form', choices: forms })],
    field(form, t, { name: 'definition', type: 'textarea', label: 'projects:fields.definition', hint: 'projects:hints.definition', value: known?.definition }),
    field(form, t, { name: 'unit', label: 'projects:fields.unit', hint: 'projects:hints.unit', maxlength: 60, width: 'medium', value: known?.unit }),
    field(form, t, { name: 'denominator', type: 'textarea', rows: 2, label: 'projects:fields.denominator', hint: 'projects:hints.denominator', optional: known?.form !== 'ratio', value: known?.denominator }),
    field(form, t, { name: 'source', label: 'projects:fields.source', hint: 'projects:hints.source', maxlength: 300, value: known?.source }),
    ...weighedFields(t, form, { level: known?.level ?? 'individual', criteria: known?.criteria ?? [], descending: known?.descending ?? false, english }),
    ...(['definition', 'unit', 'denominator', 'source'] as const).map((name) => field(form, t, {
      name: `${name}English`, type: name === 'definition' || name === 'denominator' ? 'textarea' : 'text', rows: 2, label: `projects:fields.${name}English`, optional: true, value: english?.[name],
    })),
  ];
}
