import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A counter that says something else than the rows it counts. */
export interface Difference {
  readonly what: string;
  readonly id: string;
  readonly counted: string;
  readonly rows: string;
}

/** What `npm run reconcile` asks. As the schema's owner: it looks at every workspace. */
export const reconcile = readFileSync(join(__dirname, '../../scripts/reconcile.sql'), 'utf8');
