import { newId } from '../../src/stores/ids';

test('ids are version 7, never twice the same, and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test('an id tells when it was made', () => {
  const before = Date.now();
  const ms = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
  // Ids that were borrowed from the next millisecond may run ahead by a few.
  expect(ms).toBeGreaterThanOrEqual(before);
  expect(ms).toBeLessThan(before + 1_000);
});
