import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParseOption, XmlDocument, XmlLibError, XsdValidator, type XmlElement, type XmlNode } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { PROJECT_ROOT } from '../../src/shared/web/project-root.js';

const SCHEMA = join(PROJECT_ROOT, '..', 'shared', 'iati', 'iati-activities-schema.xsd');

/** The standard's schema lies beside the project, not in it. */
export const HAS_IATI_SCHEMA = existsSync(SCHEMA);

let validator: XsdValidator | undefined;

function schema(): XsdValidator {
  if (validator) return validator;
  xmlRegisterFsInputProviders();
  const source = XmlDocument.fromBuffer(readFileSync(SCHEMA), { url: SCHEMA });
  return (validator = XsdValidator.fromDoc(source));
}

/** Nothing outside the document is read, whatever it declares. */
function parsed<T>(xml: string, look: (document: XmlDocument) => T): T {
  const document = XmlDocument.fromBuffer(Buffer.from(xml), { option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET });
  try {
    return look(document);
  } finally {
    document.dispose();
  }
}

/** What the schema of IATI 2.03 says against it; nothing when it is valid. */
export function schemaFaults(xml: string): string[] {
  return parsed(xml, (document) => {
    try {
      schema().validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlLibError) return [error.message];
      throw error;
    }
  });
}

/** The text of every node that the XPath finds; of an attribute its value. */
export function found(xml: string, path: string): string[] {
  return parsed(xml, (document) => document.find(path).map(textOf));
}

/** The rules that no element may break: each finds those that do. From IATI's ruleset (IATI-Rulesets, standard.json) and its pages on results. */
const FORBIDDEN: Record<string, string> = {
  'a value of a quantity is missing or no number': '//indicator[@measure!="5"]//*[self::baseline or self::target or self::actual][not(@value) or string(number(@value))="NaN"]',
  'a qualitative value has a number': '//indicator[@measure="5"]//*[self::baseline or self::target or self::actual][@value]',
  'a baseline has no year, or another than its day': '//baseline[not(@year) or (@iso-date and substring(@iso-date,1,4)!=@year)]',
  'an indicator has no title': '//indicator[not(title/narrative[normalize-space()])]',
  'a result has no indicator': '//result[not(indicator)]',
  'a result has no title': '//result[not(title/narrative[normalize-space()])]',
  'a result is of no known type': '//result[not(@type="1" or @type="2" or @type="3" or @type="9")]',
  'an indicator has no known measure': '//indicator[not(@measure>=1 and @measure<=5)]',
  'result and indicator both refer to a framework': '//result[reference and indicator/reference]',
  'a vocabulary is given twice for an indicator': '//indicator[count(reference[@vocabulary="99"])>1]',
  'a period says nothing': '//period[not(target or actual)]',
  'a period comes twice': '//period[concat(period-start/@iso-date,period-end/@iso-date)=concat(preceding-sibling::period/period-start/@iso-date,preceding-sibling::period/period-end/@iso-date)]',
  'several wholes stand in one period': '//period[count(actual[not(dimension)])>1]',
  'a dimension has no name or value': '//dimension[not(string(@name)) or not(string(@value))]',
  'a value points to no location': '//actual/location[not(@ref=//iati-activity/location/@ref)]',
  'a narrative is empty': '//narrative[not(normalize-space())]',
  'neither planned nor actual start': '//iati-activity[not(activity-date[@type="1" or @type="2"])]',
  'no sector': '//iati-activity[not(sector)]',
  'several sectors without shares': '//iati-activity[count(sector[@vocabulary="1"])>1][sum(sector/@percentage)!=100]',
  'an organisation has no name and no identifier': '//participating-org[not(@ref or narrative)]',
  'the identifier does not begin with the organisation': '//iati-activity[not(starts-with(iati-identifier,concat(reporting-org/@ref,"-")))]',
  'money without a currency': '//value[not(@currency)]',
};

const IDENTIFIER = /^[^/&|?\s]+$/u;

/** What in it breaks the standard's own rules, which no schema can say. `now` as an instant. */
export function ruleFaults(xml: string, now: number): string[] {
  return parsed(xml, (document) => {
    const dates = (path: string): string[] => document.find(path).map(textOf);
    const today = new Date(now).toISOString().slice(0, 10);
    return [
      ...Object.entries(FORBIDDEN).flatMap(([fault, path]) => document.find(path).map((node) => `${fault}: ${(node as XmlElement).toString().slice(0, 200)}`)),
      ...spanFaults(document),
      ...dates('//activity-date[@type="2" or @type="4"]/@iso-date | //transaction-date/@iso-date | //transaction/value/@value-date').filter((date) => date > today).map((date) => `to come: ${date}`),
      ...dates('//@last-updated-datetime').filter((at) => Date.parse(at) > now).map((at) => `to come: ${at}`),
      ...dates('//iati-identifier | //reporting-org/@ref | //participating-org/@ref').filter((identifier) => !IDENTIFIER.test(identifier)),
    ];
  });
}

/** Periods begin before they end; a budget is of a year at most. */
function spanFaults(document: XmlDocument): string[] {
  return document.find('//period | //budget').flatMap((node) => {
    const [start, end] = ['period-start/@iso-date', 'period-end/@iso-date'].map((path) => textOf((node as XmlElement).get(path) as XmlNode));
    if ((start as string) > (end as string)) return [`ends before it begins: ${start} ${end}`];
    const days = (Date.parse(end as string) - Date.parse(start as string)) / 86_400_000;
    return (node as XmlElement).name === 'budget' && days > 366 ? [`a budget of more than a year: ${start} ${end}`] : [];
  });
}

function textOf(node: XmlNode): string {
  return (node as unknown as { value?: string }).value ?? node.content;
}
