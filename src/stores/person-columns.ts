/** What persons and lists are, as the select lists of their tables: see columns.ts. */

/** `p`, a person that is not merged. */
export const personColumns = `
  p.person_id AS id, p.email, p.created_at AS "createdAt", p.erased_at AS "erasedAt",
  coalesce((
    SELECT array_agg(o.email ORDER BY o.email) FROM person o
    WHERE o.workspace_id = p.workspace_id AND o.merged_into = p.person_id AND o.email IS NOT NULL
  ), '{}'::text[]) AS "otherEmails",
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('name', pa.name, 'value', pa.value, 'source', pa.source) ORDER BY pa.name)
    FROM person_attribute pa WHERE pa.workspace_id = p.workspace_id AND pa.person_id = p.person_id
  ), '[]'::jsonb) AS attributes`;

/** `pl` */
export const personListColumns = `
  pl.person_list_id AS id, pl.name, pl.description, pl.created_at AS "createdAt", (
    SELECT count(*)::integer FROM person_list_member lm
    WHERE lm.workspace_id = pl.workspace_id AND lm.person_list_id = pl.person_list_id
  ) AS members`;

/** `vc` */
export const consentColumns = `
  vc.visitor_id AS "visitorId", vc.purpose, vc.granted, vc.granted_at AS "grantedAt", vc.withdrawn_at AS "withdrawnAt"`;
