/** Every table as a row, one file each. The list is explicit: what is not here is not mapped. */
import type { EntitySchema } from 'typeorm';

export const entities: readonly (EntitySchema | (new () => object))[] = [];
