/**
 * How large an answer may become: fields times the sizes of the pages and lists that they stand in. Page sizes may be
 * variables, so a document is compiled once into a plan, and the plan is summed for each request.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;
/** Literal, or a variable with the default of its definition. */
type Size = { readonly literal: number } | { readonly variable: string; readonly fallback: number };

interface Step {
  /** Of the list that this field is; 1 for a single thing. */
  readonly size: Size;
  readonly inner: Plan;
}
interface Plan {
  /** Fields that count once each. */
  readonly plain: number;
  readonly steps: readonly Step[];
}

const pageSize = { usual: 20, largest: 100 } as const;
/** Lists without a page size are short ones (offers of a chat, cards of a dialog). */
const shortList: Size = { literal: 10 };
const single: Size = { literal: 1 };

export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => number {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const plan = new Planner(schema, document, operation).plan(operation.selectionSet, root, shortList);
  return (variables) => costOf(plan, variables);
}

function costOf(plan: Plan, variables: Variables): number {
  let cost = plan.plain;
  for (const step of plan.steps) cost += sizeOf(step.size, variables) * costOf(step.inner, variables);
  return cost;
}

function sizeOf(size: Size, variables: Variables): number {
  if ('literal' in size) return size.literal;
  const value = variables[size.variable];
  return typeof value === 'number' ? within(value) : size.fallback;
}

/** What is out of bounds is refused by the resolver; here it only must not lower the sum. */
function within(value: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), pageSize.largest) : pageSize.largest;
}

class Planner {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly defaults = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue?.kind === Kind.INT) this.defaults.set(variable.name.value, within(Number(defaultValue.value)));
    }
  }

  /** `listSize` is that of the lists directly inside: a connection's page size for its edges and nodes. */
  plan(selectionSet: SelectionSetNode, parent: GraphQLNamedType, listSize: Size): Plan {
    let plain = 0;
    const steps: Step[] = [];
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        plain += 1;
        const step = this.step(selection, parent, listSize);
        if (step !== null) steps.push(step);
        continue;
      }
      const target = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
      if (target === undefined) continue;
      const condition = target.typeCondition?.name.value;
      const type = condition === undefined ? parent : (this.schema.getType(condition) ?? parent);
      const inner = this.plan(target.selectionSet, type, listSize);
      plain += inner.plain;
      steps.push(...inner.steps);
    }
    return { plain, steps };
  }

  private step(node: FieldNode, parent: GraphQLNamedType, listSize: Size): Step | null {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return null;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return null;
    const size = isListType(getNullableType(field.type)) ? listSize : single;
    return { size, inner: this.plan(node.selectionSet, type, this.pageOf(node, field) ?? shortList) };
  }

  /** Null for a field that has no pages. */
  private pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Size | null {
    if (!field.args.some(({ name }) => name === 'first')) return null;
    const given = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
    if (given?.value.kind === Kind.INT) return { literal: within(Number(given.value.value)) };
    if (given?.value.kind !== Kind.VARIABLE) return { literal: pageSize.usual };
    const variable = given.value.name.value;
    return { variable, fallback: this.defaults.get(variable) ?? pageSize.usual };
  }
}
