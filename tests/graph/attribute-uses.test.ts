import { type Graph, openGraph } from '../support/graph';
import { profile } from '../support/staff';

let graph: Graph;
beforeEach(async () => {
  graph = await openGraph();
});
afterEach(() => graph.close());

test('of more than a hundred uses of an attribute the first hundred by name are told', async () => {
  const asker = graph.as(profile(graph.stage, 'ADMIN'));
  await asker.data(
    'mutation { attributeDefinitionCreate(input: { name: "size", label: "Size", type: TEXT }) { userErrors { code } } }',
  );
  const conditions = [{ attribute: 'size', operator: 'IS', values: ['L'] }] as const;
  const name = (nth: number): string => `Rule ${String(nth).padStart(3, '0')}`;
  // The last ones by name are there first.
  for (let nth = 101; nth > 0; nth -= 1) {
    await graph.stage.rule({ name: name(nth), position: 200 - nth, conditions, agents: [] });
  }
  const { attributeDefinitions } = await asker.data('{ attributeDefinitions { name inUse usedBy { name } } }');
  const { inUse, usedBy } = attributeDefinitions.at(-1);
  expect(inUse).toBe(true);
  expect(usedBy).toEqual(Array.from({ length: 100 }, (_, index) => ({ name: name(index + 1) })));
});
