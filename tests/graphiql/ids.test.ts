import { rememberId, withIds } from '../../clients/graphiql/ids';

test('a ready tab is filled with the first id of what the tab that it names answered last', () => {
  expect(withIds({ id: 'an id from ReplayThePast' })).toEqual({ runFirst: 'ReplayThePast' });
  rememberId('ReplayThePast', { data: { routingReplayStart: { replay: { id: 'r1' }, userErrors: [] } } });
  rememberId('LookAround', { data: { agents: { nodes: [{ id: 'a1' }, { id: 'a2' }] } } });
  expect(withIds({ id: 'an id from ReplayThePast' })).toEqual({ variables: { id: 'r1' } });
  expect(withIds({ input: { name: 'Sweden', agentIds: ['an id from LookAround'], at: null } })).toEqual({
    variables: { input: { name: 'Sweden', agentIds: ['a1'], at: null } },
  });
  rememberId('ReplayThePast', { data: { routingReplayStart: { replay: { id: 'r2' } } } });
  expect(withIds(['an id from ReplayThePast', 7])).toEqual({ variables: ['r2', 7] });
});

test('an answer without an id, or to nothing that has a name, changes nothing', () => {
  rememberId('MakeATeam', { data: { teamCreate: { team: null } } });
  rememberId('MakeATeam', { errors: [{ message: 'No.' }] });
  rememberId(undefined, { data: { id: 'x' } });
  expect(withIds({ id: 'an id from MakeATeam' })).toEqual({ runFirst: 'MakeATeam' });
  expect(withIds(null)).toEqual({ variables: null });
  expect(withIds({ text: 'an id from MakeATeam, please' })).toEqual({
    variables: { text: 'an id from MakeATeam, please' },
  });
});
