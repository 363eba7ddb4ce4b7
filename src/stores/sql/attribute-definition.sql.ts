import type { AttributeDefinitionRecord } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { attributeDefinitionColumns } from '../columns';
import { define } from '../statement';

/** Built-in ones first, in their order. */
export const attributeDefinitionFindAll = define<[WorkspaceId], AttributeDefinitionRecord>(
  'attribute_definition_find_all',
  `SELECT ${attributeDefinitionColumns} FROM attribute_definition ad WHERE ad.workspace_id = $1
  ORDER BY ad.place NULLS LAST, ad.name`,
);
