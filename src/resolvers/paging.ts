/** Relay paging: arguments to a page request, a page to a connection. */
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { type Page, type PageRequest, UnknownCursor } from '../actions/pages';
import type { ConnectionSource, PageArgs, PageInfo } from '../schema/connections';
import { badInput } from './refusals';

const usualSize = 20;
export const largestSize = 100;

/** Refuses sizes here, behind coercion, so that a size in a variable is refused like one in the document. */
export function pageRequest(args: PageArgs, info: GraphQLResolveInfo): PageRequest {
  const first = args.first ?? null;
  const last = args.last ?? null;
  if (first !== null && last !== null) throw badInput('Give `first` or `last`, not both.');
  return {
    limit: sizeOf('first', first) ?? sizeOf('last', last) ?? usualSize,
    direction: last === null ? 'FORWARD' : 'BACKWARD',
    after: args.after ?? null,
    before: args.before ?? null,
    withTotal: selects(info, 'totalCount'),
  };
}

export function sizeOf(name: 'first' | 'last', size: number | null): number | null {
  if (size !== null && (size < 1 || size > largestSize)) {
    throw badInput(`\`${name}\` must be 1 to ${largestSize}.`);
  }
  return size;
}

/** A page as the connection types read it: the arrays are made when a field asks for them. */
class Connection<Row> implements ConnectionSource<Row> {
  constructor(private readonly page: Page<Row>) {}

  get edges(): ConnectionSource<Row>['edges'] {
    return this.page.rows.map(({ row, cursor }) => ({ node: row, cursor }));
  }

  get nodes(): readonly Row[] {
    return this.page.rows.map(({ row }) => row);
  }

  get pageInfo(): PageInfo {
    const { rows, hasNext, hasPrevious } = this.page;
    return {
      hasNextPage: hasNext,
      hasPreviousPage: hasPrevious,
      startCursor: rows[0]?.cursor ?? null,
      endCursor: rows.at(-1)?.cursor ?? null,
    };
  }

  get totalCount(): number | null {
    return this.page.totalCount;
  }
}

/** Reads a page; a cursor that no page of that list handed out is the caller's mistake. */
export async function connection<Row>(reading: Promise<Page<Row>>): Promise<ConnectionSource<Row>> {
  try {
    return new Connection(await reading);
  } catch (error) {
    if (error instanceof UnknownCursor)
      throw badInput('This cursor belongs to another list, or to none. Begin again without one.');
    throw error;
  }
}

export const emptyPage: Page<never> = { rows: [], hasNext: false, hasPrevious: false, totalCount: 0 };

/** Whether the field's own selection asks for a field of that name. What a directive leaves out counts as asked for. */
export function selects(info: GraphQLResolveInfo, name: string): boolean {
  return info.fieldNodes.some((node) => node.selectionSet !== undefined && holds(node.selectionSet, name, info));
}

function holds(set: SelectionSetNode, name: string, info: GraphQLResolveInfo): boolean {
  return set.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name;
    if (selection.kind === Kind.INLINE_FRAGMENT) return holds(selection.selectionSet, name, info);
    const fragment = info.fragments[selection.name.value];
    return fragment !== undefined && holds(fragment.selectionSet, name, info);
  });
}
