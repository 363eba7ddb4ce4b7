import fc from 'fast-check';
import { readValue } from '../../src/routing/attribute-values';

const readIn = (timeZone: string | null, value: string): string | null => {
  const read = readValue(value, 'DATE_TIME', ['value'], { timeZone });
  return read.ok ? read.value : (read.refusals[0]?.message ?? '');
};
const never = expect.stringContaining('does not exist');

describe("a time on the visitor's clock", () => {
  it.each([
    ['Europe/Stockholm', '2026-03-29T02:30'],
    ['Europe/Stockholm', '2026-03-29 02:00:00.5'],
    ['America/New_York', '2026-03-08T02:59'],
    ['Australia/Lord_Howe', '2026-10-04T02:15'],
    ['Africa/Cairo', '2026-04-24T00:30'],
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Apia', '2011-12-30T10:00'],
  ])('in %s is never %s, and the visitor is told why', (timeZone, value) => {
    expect(readIn(timeZone, value)).toEqual(never);
  });

  it.each([
    ['Europe/Stockholm', '2026-03-29T01:59:59'],
    ['Europe/Stockholm', '2026-03-29T03:00'],
    // Twice, in fact.
    ['Europe/Stockholm', '2026-10-25T02:30'],
    ['Europe/Stockholm', '2026-03-29'],
    ['Australia/Lord_Howe', '2026-10-04T02:30'],
    ['Africa/Cairo', '2026-04-24'],
    ['Pacific/Apia', '2011-12-31'],
    ['Asia/Kolkata', '2026-03-29T02:30'],
  ])('in %s may be %s', (timeZone, value) => {
    expect(readIn(timeZone, value)).toBe(value);
  });

  it('is everywhere where it says its offset, and may be where the zone is unknown', () => {
    for (const value of ['2026-03-29T02:30+01:00', '2026-03-29T02:30Z']) {
      expect(readIn('Europe/Stockholm', value)).toBe(value);
    }
    for (const zone of [null, '', 'Nowhere/Land', '+02:00']) {
      expect(readIn(zone, '2026-03-29T02:30')).toBe('2026-03-29T02:30');
    }
  });

  it('that an instant shows is one that exists', () => {
    const zones = ['Europe/Stockholm', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2036, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (timeZone, instant) => {
        const shown = new Date(instant).toLocaleString('sv-SE', { timeZone });
        expect(readIn(timeZone, shown)).toBe(shown);
      }),
    );
  });
});

describe('a choice', () => {
  const read = (value: string, options: readonly string[]) => readValue(value, 'PICKLIST', ['value'], { options });

  it("is one of the list, in the list's spelling", () => {
    expect(read(' large ', ['Small', 'Large'])).toEqual({ ok: true, value: 'Large' });
  });

  it('that is not in the list is INVALID, and says what is', () => {
    expect(read('Huge', ['Small', 'Large'])).toMatchObject({
      refusals: [{ code: 'INVALID', field: ['value'], message: expect.stringContaining('“Small”, “Large”.') }],
    });
    const many = read(
      'Huge',
      Array.from({ length: 500 }, (_, index) => `Size ${index}`),
    );
    expect(many.ok ? '' : many.refusals[0]?.message).toMatch(/“Size 19” …\.$/);
  });

  it('from a list without choices is any text', () => {
    expect(read('Huge', [])).toEqual({ ok: true, value: 'Huge' });
  });
});
