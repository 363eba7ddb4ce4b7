import { isBlockedAddress, readDomain } from '../../src/routing/blocked-domains';

test.each([
  ['rival.example', 'rival.example'],
  [' @Rival.Example ', 'rival.example'],
  ['mail.rival.example', 'mail.rival.example'],
  ['måltid.example', 'xn--mltid-mra.example'],
  ['localhost', null],
  ['10.0.0.1', null],
  ['rival', null],
  ['', null],
  ['vera@rival.example', null],
  ['rival.example/path', null],
  ['rival.example:80', null],
  ['-rival.example', null],
  ['rival..example', null],
  ['*.rival.example', null],
  [`${'x'.repeat(250)}.example`, null],
])('the domain %j is kept as %j', (raw, kept) => {
  expect(readDomain(raw)).toBe(kept);
});

test('an address is blocked with its domain and everything below it, and with nothing that only ends alike', () => {
  const blocked = ['rival.example', 'xn--mltid-mra.example'];
  expect(isBlockedAddress('ann@rival.example', blocked)).toBe(true);
  expect(isBlockedAddress('ann@Mail.RIVAL.example', blocked)).toBe(true);
  expect(isBlockedAddress('ann@måltid.example', blocked)).toBe(true);
  expect(isBlockedAddress('ann@arrival.example', blocked)).toBe(false);
  expect(isBlockedAddress('rival.example@shop.example', blocked)).toBe(false);
  expect(isBlockedAddress('"a@rival.example"@shop.example', blocked)).toBe(false);
  expect(isBlockedAddress('ann@rival.example', [])).toBe(false);
  expect(isBlockedAddress('nobody', blocked)).toBe(false);
});
