import type { AttributeUse } from '../../actions/people-ports';
import type { DialogId, RuleId } from '../../routing/terms';
import type { Statement } from '../statement';

interface UseRow {
  readonly attribute: string;
  readonly kind: 'DIALOG' | 'RULE';
  readonly id: string;
  readonly name: string;
}

/** Deleted dialogs use nothing; a published one uses what its working copy uses, and what its version does. */
export const attributeUses: Statement<UseRow> = {
  name: 'attribute_uses',
  text: `/* attribute_uses */
WITH written AS (
  SELECT d.dialog_id AS id, d.name, content FROM dialog d
  LEFT JOIN dialog_version dv ON d.status = 'PUBLISHED' AND dv.workspace_id = d.workspace_id
    AND dv.dialog_id = d.dialog_id AND dv.version = d.published_version
  CROSS JOIN LATERAL (VALUES (d.cards), (d.audience), (dv.cards), (dv.audience)) AS written (content)
  WHERE d.deleted_at IS NULL AND content IS NOT NULL
)
SELECT DISTINCT used.attribute, 'DIALOG' AS kind, written.id, written.name
FROM written CROSS JOIN LATERAL (
  SELECT lower(named #>> '{}') AS attribute FROM jsonb_path_query(content, 'strict $.** ? (@.type() == "object").keyvalue()
    ? (@.key == "attribute" || @.key == "agentNameAttribute" || @.key == "agentEmailAttribute").value') AS named
  UNION
  SELECT lower(token[1]) FROM regexp_matches(content::text, '\\{\\{\\s*visitor\\.([A-Za-z][A-Za-z0-9_]*)', 'gi') AS token
) AS used
WHERE used.attribute IS NOT NULL
UNION
SELECT DISTINCT lower(condition ->> 'attribute'), 'RULE', cr.custom_rule_id, cr.name
FROM custom_rule cr CROSS JOIN LATERAL jsonb_array_elements(cr.conditions) AS condition
ORDER BY attribute, kind, name, id`,
  values: [],
};

export function toAttributeUse({ attribute, kind, id, name }: UseRow): AttributeUse {
  return kind === 'DIALOG'
    ? { attribute, kind, dialogId: id as DialogId, name }
    : { attribute, kind, ruleId: id as RuleId, name };
}
