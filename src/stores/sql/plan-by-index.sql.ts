import { define } from '../statement';

/**
 * Until the end of the transaction. A statement for many is planned once for each connection, often while its tables are all but
 * empty: a plan that walks through a whole table, or puts all of it into a hash, would stay when the table has grown. Each of a list is looked up
 * by its index instead.
 */
export const planByIndex = define<[], unknown>(
  'plan_by_index',
  `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true)`,
);
