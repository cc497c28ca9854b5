import { z } from 'zod';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Reading } from '../shared/kernel/reading.js';
import { readAs } from '../shared/kernel/reading.js';
import { readingField } from '../shared/web/reading-field.js';
import { mandateRefusals, readMandateDate } from './mandates.js';
import { readOrganisationName } from './organisation-names.js';
import type { OrganisationType } from './organisation-types.js';
import { readOrganisationType, typeInName } from './organisation-types.js';
import { readAddress, readDistrict, readSector, sectorOf } from './places.js';
import { numberInsideName, readRegisterNumber } from './register-number.js';

/** What is kept of an organisation, by the names of the columns (`searchName` is `searchable(name)`). */
export interface OrganisationFields {
  registerNumber: string | null;
  name: string;
  type: OrganisationType;
  sector: string | null;
  district: string | null;
  address: string | null;
  recognisedOn: LocalDate | null;
  mandateEndsOn: LocalDate | null;
}

/** What a form sends, or what a row holds: texts, each of which may be missing. */
export type OrganisationAnswers = Partial<Record<keyof OrganisationFields, string>>;

/**
 * The fields of an organisation, alike for a form and for a list's row. A type that is not given is read from the
 * name, a sector from the address or the name, a register number from the name into which it was written.
 */
export const organisationSchema: z.ZodType<OrganisationFields, OrganisationAnswers> = z.object({
  registerNumber: readingField(readRegisterNumber),
  name: readingField(readNameAndNumber),
  type: readingField(readOrganisationType),
  sector: readingField(readSector),
  district: readingField(readDistrict),
  address: readingField(readAddress),
  recognisedOn: readingField(readMandateDate),
  mandateEndsOn: readingField(readMandateDate),
}).transform(({ name: { name, inside }, ...fields }): OrganisationFields => ({
  ...fields,
  name,
  registerNumber: fields.registerNumber ?? inside,
  type: fields.type ?? typeInName(name) ?? 'other',
  sector: fields.sector ?? sectorOf(fields.address, name),
})).superRefine((fields, context) => {
  for (const { field, reason } of mandateRefusals(fields)) context.addIssue({ code: 'custom', message: reason, path: [field as string] });
});

function readNameAndNumber(text: string): Reading<{ name: string; inside: string | null }> {
  const { name, registerNumber } = numberInsideName(text);
  const reading = readOrganisationName(name);
  return reading.ok ? readAs({ name: reading.value, inside: registerNumber }) : reading;
}
