import { ineligibleReasons, type Decision } from '../../src/routing/terms';
import { verdictOn, verdictSentence } from '../../src/routing/verdict-words';
import { agent } from './world';

type Told = Pick<Decision, 'candidates' | 'agentId' | 'outcome' | 'verdictCounts'>;
const decision: Told = {
  agentId: agent('a'),
  outcome: 'OFFERED',
  candidates: [
    { agentId: agent('a'), eligible: true, reason: null },
    { agentId: agent('b'), eligible: true, reason: null },
    { agentId: agent('c'), eligible: false, reason: 'AT_CAPACITY' },
  ],
  verdictCounts: [
    { reason: null, count: 2 },
    { reason: 'AT_CAPACITY', count: 1 },
    { reason: 'UNAVAILABLE', count: 997 },
  ],
};
const said = (name: string, of: Told = decision): string => verdictSentence(verdictOn(agent(name), of), of);

test('whoever got it, whoever came second, and whoever could not', () => {
  expect(said('a')).toBe('It was offered to this agent.');
  expect(said('b')).toBe('Could have taken it, but somebody else came first.');
  expect(said('c')).toBe('All places were taken.');
  expect(said('b', { ...decision, agentId: null, outcome: 'LIMIT_REACHED' })).toBe(
    'Could have taken it, but no offer was made.',
  );
});

test('whoever is not told one by one is told the counts', () => {
  expect(verdictOn(agent('z'), decision)).toEqual({ told: false, chosen: false, eligible: null, reason: null });
  expect(said('z')).toBe(
    'This decision looked at 1000 agents and tells 3 of them one by one; this agent is not among those. Of all: 2 could take it, 1 with all places taken, 997 unavailable.',
  );
});

test.each(ineligibleReasons)('%s has a sentence of its own', (reason) => {
  const candidates = [{ agentId: agent('x'), eligible: false, reason }];
  expect(said('x', { ...decision, candidates })).toMatch(/^[A-Z].*\.$/);
  const counted = said('z', { ...decision, verdictCounts: [{ reason, count: 60 }] });
  expect(counted).toMatch(/Of all: 60 \w.*\.$/);
});
