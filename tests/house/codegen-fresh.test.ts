import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type DefinitionNode, Kind, parse, validate } from 'graphql';
import { filesUnder, root } from './source';

const folder = join(root, 'clients/documents');
const documents = readdirSync(folder)
  .sort()
  .map((name) => ({ name, definitions: parse(readFileSync(join(folder, name), 'utf8')).definitions }));
const all: readonly DefinitionNode[] = documents.flatMap(({ definitions }) => definitions);

/** The committed files that are not what the generator makes now; `npm run codegen` mends them. */
function stale(): string {
  const cli = join(root, 'node_modules/@graphql-codegen/cli/cjs/bin.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--config', 'codegen.yml', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `Run npm run codegen and commit. ${stdout}${stderr}`;
}

test('generating the SDK anew gives what is committed', () => {
  expect(stale()).toBe('');
});

test('every document fits the schema', () => {
  const schema = buildSchema(readFileSync(join(root, 'src/schema/schema.graphql'), 'utf8'));
  const errors = validate(schema, { kind: Kind.DOCUMENT, definitions: all });
  expect(errors.map(({ message }) => message)).toEqual([]);
});

test('a document holds one operation of the name of its file, a fragment lies in its own', () => {
  for (const { name, definitions } of documents) {
    const expected = name.endsWith('.fragment.graphql')
      ? `${Kind.FRAGMENT_DEFINITION} ${name[0]?.toUpperCase()}${name.slice(1, -'.fragment.graphql'.length)}`
      : `${Kind.OPERATION_DEFINITION} ${name.slice(0, -'.graphql'.length)}`;
    const found = definitions.map((each) => `${each.kind} ${'name' in each ? (each.name?.value ?? '') : ''}`);
    expect(found).toEqual([expected]);
  }
});

test('an operation that no client sends is not kept', () => {
  const clients = filesUnder('clients')
    .map(({ text }) => text)
    .join('\n');
  const unused = documents
    .filter(({ name }) => !name.includes('.fragment.'))
    .map(({ name }) => `${name[0]?.toUpperCase()}${name.slice(1, -'.graphql'.length)}Document`)
    .filter((exported) => !clients.includes(exported));
  expect(unused).toEqual([]);
});
