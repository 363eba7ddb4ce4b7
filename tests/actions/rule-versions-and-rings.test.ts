/** What versions leave as it was: whose turn it is, and what rings. */
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { customRuleUpdate } from '../../src/actions/custom-rule-update';
import { teamCreate } from '../../src/actions/team-create';
import { nextUp } from '../../src/routing/round-robin';
import { activate, draft, draftRule, rollback, rulesAre } from '../support/rule-drafts';
import { ann, bob, byRules, names, onlyRule, ringOf, stage } from '../support/ruled-stage';
import { admin } from '../support/staff';
import { declines, valueOf } from '../support/stage';

describe('rules keep their rings', () => {
  test('and whose turn it is, over any number of versions', async () => {
    await stage.dialog({ routing: byRules });
    await rulesAre(stage, [draftRule('First', [ann, bob])]);
    const id = await onlyRule();
    const ring = await ringOf(id);
    await stage.asks(await stage.visitor());
    valueOf(await draft(stage, [draftRule('New', [bob]), draftRule('Renamed', [ann, bob], { customRuleId: id })]));
    valueOf(await activate(stage));
    const after = await ringOf(id);
    expect(after?.id).toBe(ring?.id);
    expect(after === null ? null : nextUp(after)).toBe(bob.agentId);
    valueOf(await rollback(stage, 1));
    expect(await names()).toEqual(['First']);
    expect((await ringOf(id))?.lastOffered).toBe(ann.agentId);
  });

  test('a rule that was deleted comes back as the same rule, its turns begin anew', async () => {
    await rulesAre(stage, [draftRule('First', [ann, bob])]);
    const id = await onlyRule();
    valueOf(await customRuleDelete(stage.ports, admin(stage), { customRuleId: id }));
    valueOf(await rollback(stage, 1));
    expect(await onlyRule()).toBe(id);
    expect(await ringOf(id)).toMatchObject({ order: [ann.agentId, bob.agentId], lastOffered: null });
  });

  test('a rule moves between agents of its own and a team', async () => {
    const teamId = valueOf(await teamCreate(stage.ports, admin(stage), { name: 'T', agentIds: [bob.agentId] }));
    await rulesAre(stage, [draftRule('First', [ann])]);
    const id = await onlyRule();
    valueOf(await draft(stage, [draftRule('First', [], { customRuleId: id, teamId })]));
    valueOf(await activate(stage));
    expect(await ringOf(id)).toBeNull();
    expect((await stage.work((tx) => tx.routing.findRules()))[0]).toMatchObject({ pool: { order: [bob.agentId] } });
    valueOf(await rollback(stage, 1));
    expect(await ringOf(id)).toMatchObject({ order: [ann.agentId] });
  });
});

describe('an offer that rings', () => {
  test.each(['disabled', 'deleted', 'left out of the next version'] as const)(
    'rings on when the rule that made it is %s; who is next is decided by what is in force then',
    async (fate) => {
      await stage.dialog({ routing: byRules });
      await rulesAre(stage, [draftRule('Made it', [ann])]);
      const id = await onlyRule();
      const conversation = await stage.asks(await stage.visitor());
      const offer = await stage.ringing(conversation);
      if (fate === 'disabled') {
        valueOf(await customRuleUpdate(stage.ports, admin(stage), { customRuleId: id, enabled: false }));
      } else if (fate === 'deleted') {
        valueOf(await customRuleDelete(stage.ports, admin(stage), { customRuleId: id }));
      } else {
        valueOf(await draft(stage, [draftRule('Other', [bob])]));
        valueOf(await activate(stage));
      }
      expect(await stage.offer(offer.id)).toMatchObject({ state: 'PENDING', agentId: ann.agentId });
      valueOf(await declines(stage, offer));
      expect(await stage.chat(conversation)).toMatchObject({ state: 'MISSED' });
      expect((await stage.agentRecord(ann)).pendingOffers).toBe(0);
    },
  );
});
