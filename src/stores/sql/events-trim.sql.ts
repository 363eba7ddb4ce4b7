import { define } from '../statement';

export const eventsTrim = define<[before: Date, upTo: number], { trimmedUpTo: number }>(
  'events_trim',
  'SELECT events_trim($1, $2)::float8 AS "trimmedUpTo"',
);
