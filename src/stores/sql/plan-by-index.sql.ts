import { define } from '../statement';

/**
 * Until the end of the transaction. A statement for many is planned once for each connection, often while its tables are all but
 * empty: a plan that walks through a whole table would stay when the table has grown.
 */
export const planByIndex = define<[], unknown>('plan_by_index', `SELECT set_config('enable_seqscan', 'off', true)`);
