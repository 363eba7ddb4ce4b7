import { usableLanguages, usableZone } from '../../clients/widget/browser-owner';

test.each([
  [['en-US@posix'], ['en-US']],
  [
    ['sv-se', 'en'],
    ['sv-SE', 'en'],
  ],
  [['C', '', 'x_y', 'nl'], ['nl']],
  [[], []],
])('of %j the languages are %j', (said, usable) => {
  expect(usableLanguages(said)).toEqual(usable);
});

test.each([
  ['Europe/Stockholm', 'Europe/Stockholm'],
  ['UTC', 'UTC'],
  ['Etc/Unknown', null],
  ['', null],
  [undefined, null],
])('the zone %j is %j', (said, usable) => {
  expect(usableZone(said)).toBe(usable);
});
