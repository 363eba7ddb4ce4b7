/** What every read is made of: one statement in one workspace, answered in the order of what was asked for. */
import type { Page, PageRequest } from '../../actions/pages';
import type { WorkspaceId } from '../../routing/terms';
import type { Database } from '../database';
import type { Statement } from '../statement';
import { type List, pageOf, pageStatement } from './keyset';

/** Where one kind of record is found by its id. */
export interface Lookup {
  readonly name: string;
  readonly columns: string;
  readonly from: string;
  /** The column that ids are compared with, and the field that it comes back as. */
  readonly key: string;
  readonly field: string;
  /** Which of them count at all. */
  readonly where?: string;
  readonly orderBy?: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Never given to anything: what an id that is none is replaced by, so that it finds nothing instead of failing. */
const nobody = '00000000-0000-0000-0000-000000000000';

export function idOrNobody(id: string): string {
  return uuid.test(id) ? id.toLowerCase() : nobody;
}

export class Reader {
  constructor(
    private readonly database: Database,
    readonly workspaceId: WorkspaceId,
  ) {}

  rows<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    return this.database.read(this.workspaceId, statement);
  }

  /** For what every workspace has. */
  async one<Row>(statement: Statement<Row>): Promise<Row> {
    const [row] = await this.rows(statement);
    if (row === undefined) throw new Error(`${statement.name} found nothing in the workspace ${this.workspaceId}.`);
    return row;
  }

  async page<Row extends object>(list: List, request: PageRequest): Promise<Page<Row>> {
    return pageOf<Row>(list, request, await this.rows(pageStatement<Row>(list, request)));
  }

  /** One for each id, in the ids' order, null where there is none. */
  async byId<Row extends object>(lookup: Lookup, ids: readonly string[]): Promise<readonly (Row | null)[]> {
    const groups = await this.groupedBy<Row>(lookup, ids);
    return groups.map(([first]) => first ?? null);
  }

  /** All of each id, in the ids' order. */
  async groupedBy<Row extends object>(lookup: Lookup, ids: readonly string[]): Promise<readonly (readonly Row[])[]> {
    const asked = [...new Set(ids.filter((id) => uuid.test(id)))];
    const rows = asked.length === 0 ? [] : await this.rows(lookupStatement<Row>(lookup, asked));
    const groups = new Map<unknown, Row[]>();
    for (const row of rows) {
      const key = (row as Readonly<Record<string, unknown>>)[lookup.field];
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    return ids.map((id) => groups.get(id.toLowerCase()) ?? []);
  }
}

function lookupStatement<Row>(lookup: Lookup, ids: readonly string[]): Statement<Row> {
  const { name, columns, from, key, where, orderBy } = lookup;
  const only = where === undefined ? '' : `${where} AND `;
  const order = orderBy === undefined ? '' : ` ORDER BY ${orderBy}`;
  return {
    name,
    text: `/* ${name} */ SELECT ${columns} FROM ${from} WHERE ${only}${key} = ANY ($1::uuid[])${order}`,
    values: [ids],
  };
}
