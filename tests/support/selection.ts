/** Documents made from the schema: everything that a type can tell, so that a test forgets no field. */
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** A selection of all fields of the type, and of what they lead to until a type comes again, or too deep. */
export function everythingOf(schema: GraphQLSchema, typeName: string, depth = 5): string {
  const select = (type: GraphQLNamedType, trail: readonly string[]): string => {
    if (isAbstractType(type)) {
      const parts = schema.getPossibleTypes(type).map((one) => `... on ${one.name} ${select(one, trail)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    if (trail.includes(type.name) || trail.length >= depth) return '{ __typename }';
    // What has to be asked for something in particular is for the tests of just that.
    const open = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
    const fields = open.map((field) => {
      const named = getNamedType(field.type);
      // The same field has another nullability in a sibling of a union, so each goes by its own name.
      const alias = `${type.name}_${field.name}`;
      return `${alias}: ${field.name} ${isCompositeType(named) ? select(named, [...trail, type.name]) : ''}`;
    });
    return `{ __typename ${fields.join(' ')} }`;
  };
  const type = schema.getType(typeName);
  if (type === undefined) throw new Error(`There is no type ${typeName}.`);
  return select(type, []);
}

/** `Type.field` of each alias that `everythingOf` wrote, in a path of an answer. */
export function fieldAt(path: readonly (string | number)[]): string {
  const alias = path.filter((part) => typeof part === 'string').at(-1) ?? '';
  return alias.replace('_', '.');
}

/** Every `Type.field` that an answer holds a value for. */
export function fieldsTold(value: unknown, told = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) fieldsTold(item, told);
  else if (typeof value === 'object' && value !== null) {
    for (const [alias, inner] of Object.entries(value)) {
      if (alias.includes('_') && !alias.startsWith('__') && inner !== null) told.add(alias.replace('_', '.'));
      fieldsTold(inner, told);
    }
  }
  return told;
}

/** Every global id that an answer holds, with the type of what it names. */
export function idsTold(value: unknown, told = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) for (const item of value) idsTold(item, told);
  else if (typeof value === 'object' && value !== null) {
    for (const [alias, inner] of Object.entries(value)) {
      const [type = '', field] = alias.split('_');
      if (field === 'id' && typeof inner === 'string') told.set(inner, type);
      idsTold(inner, told);
    }
  }
  return told;
}
