import fc from 'fast-check';
import { globalId, globalKinds, idOf, idOrNull, nobodysId, readGlobalId } from '../../src/schema/global-ids';

const uuids = fc.uuid();
const kinds = fc.constantFrom(...globalKinds);

test('an id that was told is read back as what it was', () => {
  fc.assert(
    fc.property(kinds, uuids, (kind, id) => {
      expect(readGlobalId(globalId(kind, id))).toEqual({ kind, id });
      expect(idOf(kind, globalId(kind, id))).toBe(id);
    }),
  );
});

test('an id of another type is an id that nobody has', () => {
  fc.assert(
    fc.property(kinds, kinds, uuids, (kind, other, id) => {
      fc.pre(kind !== other);
      expect(idOf(other, globalId(kind, id))).toBe(nobodysId);
    }),
  );
});

test('garbage is an id that nobody has, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ minLength: 200 })), (garbage) => {
      expect(idOf('Conversation', garbage)).toBe(nobodysId);
    }),
  );
  const id = '0190f1de-5e1c-7c2c-8000-0123456789ab';
  expect(idOf('Agent', id)).toBe(nobodysId);
  expect(idOf('Agent', Buffer.from(`agent:${id}`).toString('base64url'))).toBe(nobodysId);
  expect(idOf('Agent', Buffer.from(`Agent:${id}'; --`).toString('base64url'))).toBe(nobodysId);
});

test('a thing has one id: padding, line breaks and capitals make no second one', () => {
  const id = '0190f1de-5e1c-7c2c-8000-0123456789ab';
  const told = globalId('Agent', id);
  expect(idOf('Agent', `${told}=`)).toBe(nobodysId);
  expect(idOf('Agent', `${told}\n`)).toBe(nobodysId);
  expect(idOf('Agent', globalId('Agent', id.toUpperCase()))).toBe(nobodysId);
});

test('an id that was left out is none', () => {
  expect(idOrNull('Team', null)).toBeNull();
  expect(idOrNull('Team', undefined)).toBeNull();
  expect(idOrNull('Team', '')).toBe(nobodysId);
});
