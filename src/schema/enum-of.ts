import { registerEnumType } from 'type-graphql';

/**
 * Registers a GraphQL enum from one of the `as const` lists, with a sentence for each value. A value that the list gains or
 * loses does not compile here until its sentence is written or gone.
 */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  list: readonly Value[],
  told: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const values = Object.fromEntries(list.map((value) => [value, value])) as Record<Value, Value>;
  const valuesConfig = Object.fromEntries(list.map((value) => [value, { description: told[value] }])) as Record<
    Value,
    { readonly description: string }
  >;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}
