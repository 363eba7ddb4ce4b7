import { foldEmail, identify, type IdentityMove } from '../../src/routing/identity';
import type { PersonId } from '../../src/routing/terms';

const ann = 'ann' as PersonId;
const bob = 'bob' as PersonId;

/** Who the visitor is known to be, whether the cookie is new to them, whose the address is, and what comes of it. */
const matrix: readonly (readonly [PersonId | null, boolean, PersonId | null, IdentityMove])[] = [
  [null, false, null, 'CREATE'],
  [null, true, null, 'CREATE'],
  [null, false, ann, 'JOIN'],
  [null, true, ann, 'JOIN'],
  [ann, false, ann, 'UPDATE'],
  [ann, false, bob, 'MOVE'],
  [ann, false, null, 'CREATE_AND_MOVE'],
  [ann, true, ann, 'JOIN'],
  [ann, true, bob, 'IMPOSSIBLE'],
  [ann, true, null, 'IMPOSSIBLE'],
];

test.each(matrix)('known as %s, new cookie %s, an address of %s: %s', (person, cookieIsNew, owner, move) => {
  expect(identify({ person, cookieIsNew, owner })).toBe(move);
});

test('the table leaves nothing out', () => {
  const asked = matrix.map(([person, cookieIsNew, owner]) => `${person} ${cookieIsNew} ${owner}`);
  const relations = [null, ann].flatMap((person) =>
    [false, true].flatMap((cookieIsNew) =>
      [null, ann, ...(person === null ? [] : [bob])].map((owner) => `${person} ${cookieIsNew} ${owner}`),
    ),
  );
  expect([...asked].sort()).toEqual([...relations].sort());
});

test('an address is the same however its case and its accents were typed', () => {
  expect(foldEmail(' Vera@Example.COM ')).toBe('vera@example.com');
  expect(foldEmail('re\u0301my@example.com')).toBe(foldEmail('R\u00c9MY@example.com'));
  expect(foldEmail('vera+shop@example.com')).not.toBe(foldEmail('vera@example.com'));
});
