import fc from 'fast-check';
import type { EventScope } from '../../src/events/topics';
import type { AgentId, VisitorId, WorkspaceId } from '../../src/routing/terms';
import { createCursors } from '../../src/server/cursors';

const cursors = createCursors();
const acme = 'acme' as WorkspaceId;
const ann = 'ann' as AgentId;
const annAsAgent: EventScope = { kind: 'AGENT', agentId: ann };
const annAsAdmin: EventScope = { kind: 'WORKSPACE', viewer: ann };
const bob: EventScope = { kind: 'AGENT', agentId: 'bob' as AgentId };
const vera: EventScope = { kind: 'VISITOR', visitorId: 'vera' as VisitorId };

test('a cursor opens for the caller and the scope that it was made for, on every node', () => {
  fc.assert(
    fc.property(fc.constantFrom(annAsAgent, annAsAdmin, vera), fc.nat({ max: 2 ** 47 }), (scope, position) => {
      const cursor = cursors.seal(scope, acme, position);
      expect(createCursors().open(scope, acme, cursor)).toBe(position);
      expect(cursor).toMatch(/^[\w-]{22}$/);
    }),
  );
});

test('whose sight of the workspace has changed is told so', () => {
  expect(cursors.open(annAsAdmin, acme, cursors.seal(annAsAgent, acme, 7))).toBe('SCOPE_CHANGED');
  expect(cursors.open(annAsAgent, acme, cursors.seal(annAsAdmin, acme, 7))).toBe('SCOPE_CHANGED');
});

test('a cursor of another caller or workspace is none', () => {
  const cursor = cursors.seal(annAsAgent, acme, 7);
  expect(cursors.open(bob, acme, cursor)).toBeNull();
  expect(cursors.open(vera, acme, cursor)).toBeNull();
  expect(cursors.open(annAsAgent, 'other' as WorkspaceId, cursor)).toBeNull();
});

test('whatever letter of a cursor is changed, it is one no more', () => {
  const cursor = cursors.seal(annAsAgent, acme, 123_456);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+ ';
  fc.assert(
    fc.property(fc.nat({ max: cursor.length }), fc.constantFrom(...letters), (index, letter) => {
      const garbled = `${cursor.slice(0, index)}${letter}${cursor.slice(index + 1)}`;
      fc.pre(garbled !== cursor);
      expect(cursors.open(annAsAgent, acme, garbled)).toBeNull();
    }),
  );
  for (const nonsense of ['', 'c_17', 'null', `${cursor}${cursor}`, cursor.slice(1)]) {
    expect(cursors.open(annAsAgent, acme, nonsense)).toBeNull();
  }
});

test('with a key of its own, nobody else’s cursors are believed', () => {
  const keyed = createCursors('a secret of this installation');
  expect(keyed.open(annAsAgent, acme, cursors.seal(annAsAgent, acme, 7))).toBeNull();
  expect(keyed.open(annAsAgent, acme, keyed.seal(annAsAgent, acme, 7))).toBe(7);
});
