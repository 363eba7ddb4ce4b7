import {
  type GraphQLField,
  type GraphQLInputField,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { resolvers } from '../../src/resolvers';
import { createSchema } from '../../src/schema/build-schema';
import { globalKinds } from '../../src/schema/global-ids';

const schema = createSchema(resolvers);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const outputs = types.filter((type) => isObjectType(type) || isInterfaceType(type));

type Described = { readonly at: string; readonly description: string | null | undefined };

function everything(): readonly Described[] {
  return types.flatMap((type): readonly Described[] => {
    const own: Described = { at: type.name, description: type.description };
    if (isEnumType(type)) {
      return [own, ...type.getValues().map((value) => ({ at: `${type.name}.${value.name}`, ...described(value) }))];
    }
    if (isInputObjectType(type)) {
      const fields: readonly GraphQLInputField[] = Object.values(type.getFields());
      return [own, ...fields.map((field) => ({ at: `${type.name}.${field.name}`, ...described(field) }))];
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [own];
    const fields: readonly GraphQLField<unknown, unknown>[] = Object.values(type.getFields());
    return [
      own,
      ...fields.flatMap((field) => [
        { at: `${type.name}.${field.name}`, ...described(field) },
        ...field.args.map((arg) => ({ at: `${type.name}.${field.name}(${arg.name}:)`, ...described(arg) })),
      ]),
    ];
  });
}

function described({ description }: { readonly description?: string | null }): Pick<Described, 'description'> {
  return { description };
}

test('every type, field, argument and enum value says in a sentence what it is', () => {
  const mute = everything().filter(({ description }) => !/^[`A-Z0-9].*[.]$/s.test(description ?? ''));
  expect(mute.map(({ at, description }) => `${at}: ${description ?? 'nothing'}`)).toEqual([]);
});

test('names are cased as everybody cases them', () => {
  const wrong = types.flatMap((type) => {
    const names = isEnumType(type)
      ? type.getValues().filter(({ name }) => !/^[A-Z][A-Z0-9_]*$/.test(name))
      : 'getFields' in type
        ? Object.values(type.getFields()).filter(({ name }) => !/^[a-z][A-Za-z0-9]*$/.test(name))
        : [];
    return [
      ...(/^[A-Z][A-Za-z0-9]*$/.test(type.name) ? [] : [type.name]),
      ...names.map(({ name }) => `${type.name}.${name}`),
    ];
  });
  expect(wrong).toEqual([]);
});

test('connections and edges are what Relay calls so', () => {
  const wrong: string[] = [];
  const demand = (holds: boolean, what: string): void => void (holds || wrong.push(what));
  for (const type of outputs) {
    const fields = type.getFields();
    if (type.name.endsWith('Connection')) {
      const stem = type.name.slice(0, -'Connection'.length);
      demand(String(fields['edges']?.type) === `[${stem}Edge!]!`, `${type.name}.edges`);
      demand(String(fields['nodes']?.type) === `[${stem}!]!`, `${type.name}.nodes`);
      demand(String(fields['pageInfo']?.type) === 'PageInfo!', `${type.name}.pageInfo`);
    }
    if (type.name.endsWith('Edge')) {
      demand(fields['node'] !== undefined && !isListType(getNullableType(fields['node'].type)), `${type.name}.node`);
      demand(fields['cursor'] !== undefined && isNonNullType(fields['cursor'].type), `${type.name}.cursor`);
    }
    for (const field of Object.values(fields)) {
      if (!getNamedType(field.type).name.endsWith('Connection')) continue;
      const args = new Map(field.args.map((arg) => [arg.name, String(arg.type)]));
      demand(args.get('first') === 'Int' && args.has('after'), `${type.name}.${field.name} forward`);
      // The log is walked forward alone.
      if (String(field.type) === 'EventConnection') continue;
      demand(args.get('last') === 'Int' && args.has('before'), `${type.name}.${field.name} backward`);
    }
  }
  expect(wrong).toEqual([]);
});

test('each mutation takes one input of its name and answers with a payload of its name', () => {
  const wrong = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ name, args, type }) => {
    const noun = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const isAlone =
      args.length === 0
        ? ['signOut', 'reportsRebuild'].includes(name)
        : args.length === 1 && String(args[0]?.type) === `${noun}Input!`;
    return !isAlone || String(type) !== `${noun}Payload!`;
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('whatever has an id of its own is found by `node`, and nothing else claims to', () => {
  const node = schema.getType('Node');
  const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
  // An event is told by an id that never changes, but it is no thing that is fetched again.
  expect([...nodes].sort()).toEqual(globalKinds.filter((kind) => kind !== 'Event').sort());
});

test('root fields of Query are nullable, but for those that are never refused', () => {
  const bound = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) => isNonNullType(type));
  expect(bound.map(({ name }) => name).sort()).toEqual(['nodes', 'serverTime']);
});
