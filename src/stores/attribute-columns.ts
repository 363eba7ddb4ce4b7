/** Attributes as the statements take them that store them. */
import { sourceStrength } from '../routing/attributes';
import { type Attribute, type AttributeSource, attributeSources } from '../routing/terms';

/** Whose word gives way to whose: a statement finds the strength of a source by its place. */
export const weakestFirst = [...attributeSources].sort((one, other) => sourceStrength[one] - sourceStrength[other]);

export interface AttributeColumns {
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly sources: readonly AttributeSource[];
}

/** Said twice in one breath, the last word counts: a statement may touch a row only once. Null: nothing was said. */
export function attributeColumns(attributes: readonly Attribute[]): AttributeColumns | null {
  const said = [...new Map(attributes.map((attribute) => [attribute.name, attribute])).values()];
  if (said.length === 0) return null;
  return {
    names: said.map(({ name }) => name),
    values: said.map(({ value }) => value),
    sources: said.map(({ source }) => source),
  };
}
