import { ruleDraftDelete } from '../../src/actions/rule-draft-delete';
import { ruleVersionRollback } from '../../src/actions/rule-version-rollback';
import type { AgentActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { activate, draft, draftRule, inForce, rollback, rulesAre, version } from '../support/rule-drafts';
import { faultsOf, integration, profile, staff } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let ann: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann' });
});

describe('who may', () => {
  test('read, write and activate: those who manage custom rules, with a token, too', async () => {
    const rules = [draftRule('First', [ann])];
    for (const actor of [await stage.visitor(), staff(stage, ['CUSTOM_RULES_VIEW']), profile(stage, 'LIVE_AGENT')]) {
      expect(codeOf(await draft(stage, rules, {}, actor))).toBe('FORBIDDEN');
      expect(codeOf(await activate(stage, 1, actor))).toBe('FORBIDDEN');
      const asked = { version: 1, inForce: null, note: null };
      expect(codeOf(await ruleVersionRollback(stage.ports, actor, asked))).toBe('FORBIDDEN');
      expect(codeOf(await ruleDraftDelete(stage.ports, actor, { revision: 1 }))).toBe('FORBIDDEN');
    }
    const program = integration(stage, ['CUSTOM_RULES_MANAGE']);
    valueOf(await draft(stage, rules, {}, program));
    valueOf(await activate(stage, 1, program));
    expect(await version(stage, 1)).toMatchObject({ createdByKind: 'INTEGRATION', createdBy: program.apiTokenId });
  });

  test('nobody of another workspace', async () => {
    await rulesAre(stage, [draftRule('First', [ann])]);
    const id = (await inForce(stage))[0]?.id ?? null;
    const elsewhere = await createStage(db);
    const carl = await elsewhere.agent();
    expect(faultsOf(await rollback(elsewhere, 1))).toEqual(['NOT_FOUND version']);
    const stolen = draftRule('Stolen', [carl], { customRuleId: id });
    expect(faultsOf(await draft(elsewhere, [stolen, draftRule('Theirs', [ann])]))).toEqual([
      'INVALID rules.0.customRuleId',
      'NOT_FOUND rules.1.agentIds.0',
    ]);
  });
});
