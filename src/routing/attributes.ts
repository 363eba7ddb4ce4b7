/**
 * Facts about a visitor: which are built in, what their values must look like, and whose word counts. Names compare
 * without case everywhere; the definition's own spelling is what is stored and shown.
 */
import type { Attribute, AttributeSource, AttributeType } from './terms';

export interface AttributeDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: AttributeType;
}

export const builtInAttributes = [
  { name: 'firstName', label: 'First name', type: 'TEXT' },
  { name: 'lastName', label: 'Last name', type: 'TEXT' },
  { name: 'email', label: 'E-mail address', type: 'EMAIL' },
  { name: 'phone', label: 'Phone number', type: 'PHONE' },
  { name: 'jobTitle', label: 'Job title', type: 'TEXT' },
  { name: 'crmStatus', label: 'CRM status', type: 'TEXT' },
  { name: 'company', label: 'Company', type: 'TEXT' },
  { name: 'companySize', label: 'Company size', type: 'NUMBER' },
  { name: 'industry', label: 'Industry', type: 'TEXT' },
  { name: 'country', label: 'Country', type: 'TEXT' },
  { name: 'state', label: 'State', type: 'TEXT' },
  { name: 'city', label: 'City', type: 'TEXT' },
  { name: 'language', label: 'Language', type: 'TEXT' },
] as const satisfies readonly AttributeDefinition[];

/** What a name is looked up by. */
export function attributeKey(name: string): string {
  return name.trim().toLowerCase();
}

/** The definition of a name, however its case was written. */
export function definitionOf<Definition extends AttributeDefinition>(
  definitions: readonly Definition[],
  name: string,
): Definition | null {
  const key = attributeKey(name);
  return definitions.find((definition) => attributeKey(definition.name) === key) ?? null;
}

/** What rules are matched against: the visitor's values by `attributeKey`. */
export function routingAttributes(
  attributes: readonly Pick<Attribute, 'name' | 'value'>[],
): ReadonlyMap<string, string> {
  return new Map(attributes.map(({ name, value }) => [attributeKey(name), value]));
}

/**
 * All that is known of whoever sits there, by `attributeKey`: what the browser said and what is known of its person. Of two
 * alike the person's wins, which has learned the browser's and may have been told better since.
 */
export function everythingKnown(
  visitor: readonly Attribute[],
  person: readonly Attribute[],
): ReadonlyMap<string, string> {
  const known = new Map<string, Attribute>();
  for (const attribute of [...visitor, ...person]) {
    const key = attributeKey(attribute.name);
    const before = known.get(key);
    if (before === undefined || mayOverwrite(before.source, attribute.source)) known.set(key, attribute);
  }
  return new Map([...known].map(([key, { value }]) => [key, value]));
}

/** Types by `attributeKey`: what the dialog engine judges typed answers with. */
export function attributeTypesOf(definitions: readonly AttributeDefinition[]): ReadonlyMap<string, AttributeType> {
  return new Map(definitions.map(({ name, type }) => [attributeKey(name), type]));
}

/**
 * Whose word is stronger. The page's is the weakest (anyone can write it into an address), then what the system inferred,
 * then what the visitor said, then what a signed integration said, then what a person of the staff put right.
 */
export const sourceStrength: Readonly<Record<AttributeSource, number>> = {
  PAGE: 0,
  SYSTEM: 1,
  VISITOR: 2,
  INTEGRATION: 3,
  STAFF: 4,
};

/** The latest word wins unless a stronger source said something before. */
export function mayOverwrite(before: AttributeSource, now: AttributeSource): boolean {
  return sourceStrength[now] >= sourceStrength[before];
}

/** Routing to the owner of an account trusts an e-mail that was captured, signed or put right; never the page's or a guess. */
export function isTrustedForAccountRouting(source: AttributeSource): boolean {
  return sourceStrength[source] >= sourceStrength.VISITOR;
}
