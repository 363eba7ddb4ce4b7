/** The graph's schema, and the documents that were asked of it: made once for a worker, for all of its files. */
import { type DocumentNode, parse, validate } from 'graphql';
import { resolvers } from '../../../src/resolvers';
import { createSchema } from '../../../src/schema/build-schema';

export const schema = createSchema(resolvers);

const checked = new Map<string, DocumentNode>();
/** More than any file asks twice; those that ask a thousand different ones shall not keep them all. */
const kept = 300;

/** Parsed, and right for the schema; most tests ask the same thing again and again. */
export function documentOf(source: string): DocumentNode {
  const known = checked.get(source);
  if (known !== undefined) return known;
  const document = parse(source);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  if (checked.size === kept) checked.clear();
  checked.set(source, document);
  return document;
}
