/** Small parts of playing: goals once, and where an earlier answer was. */
import { placeOf } from '../../src/streams/answered-place';
import { reach } from '../../src/streams/goals';
import type { Card } from '../../src/streams/script';
import { dialogId, flowId, programOf } from './program';

const now = new Date('2030-01-01T12:00:00Z');

describe('goals', () => {
  const goal = { kind: 'GOAL', cardKey: 'flow/won', name: 'Won', score: 3 } as const;

  it('are kept in order, with the time of the first time', () => {
    const once = reach([], goal, now);
    expect(once).toEqual([{ cardKey: 'flow/won', name: 'Won', score: 3, reachedAt: '2030-01-01T12:00:00.000Z' }]);
    expect(reach(once ?? [], { ...goal, cardKey: 'won' }, now)).toHaveLength(2);
  });

  it('count once, even renamed', () => {
    const once = reach([], goal, now) ?? [];
    expect(reach(once, { ...goal, name: 'Other' }, now)).toBeNull();
  });
});

describe('the place of a card that was answered before', () => {
  const inner: Card = { kind: 'QUESTION', key: 'size', text: 'How many?', attribute: null, responses: [] };
  const program = programOf([{ kind: 'FLOW', key: 'team', flowId: flowId('f'), next: null }, inner], {
    flows: { f: [inner] },
  });

  it('is found by its name, through flow cards too', () => {
    expect(placeOf(program, 'size')).toEqual({ dialogId, version: 1, frames: [], cardKey: 'size' });
    expect(placeOf(program, 'team/size')).toEqual({
      dialogId: 'f',
      version: 1,
      frames: [{ dialogId, version: 1, cardKey: 'team' }],
      cardKey: 'size',
    });
  });

  it('is nowhere behind a flow that is not published any more', () => {
    const gone = programOf([{ kind: 'FLOW', key: 'team', flowId: flowId('gone'), next: null }, inner]);
    expect(placeOf(gone, 'team/size')).toBeNull();
    expect(placeOf(gone, 'size')).toMatchObject({ cardKey: 'size' });
  });
});
