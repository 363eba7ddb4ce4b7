/** Which variables the answers of a subscription can depend on. */
import { type ASTNode, type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';

const known = new WeakMap<DocumentNode, readonly string[]>();

/**
 * All but those that only the arguments of the subscription itself are made of: they choose the events, and each stream has
 * done so. Where a reader goes on differs from reader to reader, what the same event is told like does not.
 */
export function selectedVariables(document: DocumentNode): readonly string[] {
  let names = known.get(document);
  if (names === undefined) known.set(document, (names = [...namesIn(document)].sort()));
  return names;
}

function namesIn({ definitions }: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (node: ASTNode): void => {
    visit(node, { Variable: ({ name }) => void names.add(name.value) });
  };
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) note(definition);
    else {
      definition.selectionSet.selections.map(withoutArguments).forEach(note);
      definition.directives?.forEach(note);
    }
  }
  return names;
}

function withoutArguments(selection: SelectionNode): SelectionNode {
  return selection.kind === Kind.FIELD ? { ...selection, arguments: [] } : selection;
}
