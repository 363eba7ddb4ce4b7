import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, findBreakingChanges } from 'graphql';
import { resolvers } from '../../src/resolvers';
import { createSchema, schemaText } from '../../src/schema/build-schema';
import { root } from './source';

const contract = buildSchema(readFileSync(join(root, 'tests/house/contract.graphql'), 'utf8'));
const emitted = buildSchema(schemaText(createSchema(resolvers)));

test('whoever was written against the contract works with the graph', () => {
  expect(findBreakingChanges(contract, emitted)).toEqual([]);
});

test('what the contract names, the graph has: arguments, their defaults, enum values, interfaces and unions', async () => {
  const changes = await diff(contract, emitted);
  const broken = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  expect(broken.map(({ message }) => message)).toEqual([]);
  const defaults = changes.filter(({ type }) => /DEFAULT_VALUE/.test(type));
  expect(defaults.map(({ message }) => message)).toEqual([]);
});
