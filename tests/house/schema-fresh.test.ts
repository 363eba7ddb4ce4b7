import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvers } from '../../src/resolvers';
import { createSchema, schemaText } from '../../src/schema/build-schema';
import { root } from './source';

test('the committed schema is the one that the resolvers make; `npm run schema` writes it', () => {
  const committed = readFileSync(join(root, 'src/schema/schema.graphql'), 'utf8');
  expect(schemaText(createSchema(resolvers))).toBe(committed);
});
