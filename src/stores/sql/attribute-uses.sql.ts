import type { AttributeUse } from '../../actions/people-ports';
import type { DialogId, RuleId } from '../../routing/terms';
import { define } from '../statement';

interface UseRow {
  readonly attribute: string;
  readonly kind: 'DIALOG' | 'RULE';
  readonly id: string;
  readonly name: string;
}

/**
 * Deleted dialogs use nothing; a published one uses what its working copy uses, and what its version does. `$1`: the only
 * attribute that is asked about, or null for all. Reading every text for tokens is dear, so what does not even mention the
 * one is left out first.
 */
export const attributeUses = define<[string | null], UseRow>(
  'attribute_uses',
  `WITH written AS (
  SELECT d.dialog_id AS id, d.name, content FROM dialog d
  LEFT JOIN dialog_version dv ON d.status = 'PUBLISHED' AND dv.workspace_id = d.workspace_id
    AND dv.dialog_id = d.dialog_id AND dv.version = d.published_version
  CROSS JOIN LATERAL (VALUES (d.cards), (d.audience), (dv.cards), (dv.audience)) AS written (content)
  WHERE d.deleted_at IS NULL AND content IS NOT NULL
    AND ($1::text IS NULL OR strpos(lower(content::text), lower($1)) > 0)
)
SELECT DISTINCT used.attribute, 'DIALOG' AS kind, written.id, written.name
FROM written CROSS JOIN LATERAL (
  SELECT lower(named #>> '{}') AS attribute FROM jsonb_path_query(content, 'strict $.**.attribute') AS named
  UNION
  SELECT lower(named #>> '{}') FROM jsonb_path_query(content, 'strict $.**.agentNameAttribute') AS named
  UNION
  SELECT lower(named #>> '{}') FROM jsonb_path_query(content, 'strict $.**.agentEmailAttribute') AS named
  UNION
  SELECT lower(token[1])
  FROM regexp_matches(content::text, '\\{\\{\\s*[Vv][Ii][Ss][Ii][Tt][Oo][Rr]\\.([A-Za-z][A-Za-z0-9_]*)', 'g') AS token
) AS used
WHERE used.attribute IS NOT NULL AND ($1::text IS NULL OR used.attribute = lower($1))
UNION
SELECT DISTINCT lower(condition ->> 'attribute'), 'RULE', cr.custom_rule_id, cr.name
FROM custom_rule cr CROSS JOIN LATERAL jsonb_array_elements(cr.conditions) AS condition
WHERE $1::text IS NULL OR lower(condition ->> 'attribute') = lower($1)
ORDER BY attribute, kind, name, id`,
);

export function toAttributeUse({ attribute, kind, id, name }: UseRow): AttributeUse {
  return kind === 'DIALOG'
    ? { attribute, kind, dialogId: id as DialogId, name }
    : { attribute, kind, ruleId: id as RuleId, name };
}
