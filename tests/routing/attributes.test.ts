import {
  attributeTypesOf,
  builtInAttributes,
  definitionOf,
  everythingKnown,
  isTrustedForAccountRouting,
  mayOverwrite,
  routingAttributes,
} from '../../src/routing/attributes';
import { readValue } from '../../src/routing/attribute-values';
import { attributeSources, type AttributeType } from '../../src/routing/terms';

describe('the built-in attributes', () => {
  it('are the thirteen that every workspace knows', () => {
    expect(builtInAttributes.map(({ name }) => name).join(' ')).toBe(
      'firstName lastName email phone jobTitle crmStatus company companySize industry country state city language',
    );
  });

  it('are found however their case was written', () => {
    expect(definitionOf(builtInAttributes, ' FIRSTNAME ')?.name).toBe('firstName');
    expect(definitionOf(builtInAttributes, 'shoeSize')).toBeNull();
    expect(attributeTypesOf(builtInAttributes).get('companysize')).toBe('NUMBER');
    expect(routingAttributes([{ name: 'Email', value: 'a@b.c' }]).get('email')).toBe('a@b.c');
  });
});

describe('whose word counts', () => {
  it("is never the page's over anybody else's", () => {
    for (const source of attributeSources) expect(mayOverwrite(source, 'PAGE')).toBe(source === 'PAGE');
  });

  it("is the staff's over everybody's", () => {
    for (const source of attributeSources) expect(mayOverwrite(source, 'STAFF')).toBe(true);
  });

  it('is the later one of two equals', () => {
    expect(mayOverwrite('VISITOR', 'VISITOR')).toBe(true);
  });

  it('for account routing is what was captured, signed or put right', () => {
    expect(attributeSources.filter(isTrustedForAccountRouting)).toEqual(['VISITOR', 'STAFF', 'INTEGRATION']);
  });
});

describe('a typed answer', () => {
  const cases: readonly (readonly [AttributeType, string, string | null])[] = [
    ['TEXT', '  Ann \u0000 Åkesson ', 'Ann Åkesson'],
    ['TEXT', ' \u200B ', null],
    ['PICKLIST', 'Large', 'Large'],
    ['EMAIL', ' ann@example.com ', 'ann@example.com'],
    ['EMAIL', 'ann+chat@mail.example.co.uk', 'ann+chat@mail.example.co.uk'],
    ['EMAIL', 'åsa@exämple.se', 'åsa@exämple.se'],
    ['EMAIL', 'ann', null],
    ['EMAIL', 'ann@example', null],
    ['EMAIL', 'ann@@example.com', null],
    ['EMAIL', 'ann@example..com', null],
    ['EMAIL', `${'a'.repeat(250)}@b.se`, null],
    ['PHONE', '+46 (0)8-123 456', '+46 (0)8-123 456'],
    ['PHONE', '1234', null],
    ['PHONE', 'call me', null],
    ['NUMBER', '-12.50', '-12.50'],
    ['NUMBER', '1e5', null],
    ['NUMBER', 'twelve', null],
    ['BOOLEAN', 'Yes', 'true'],
    ['BOOLEAN', 'FALSE', 'false'],
    ['BOOLEAN', 'maybe', null],
    ['DATE_TIME', '2028-02-29', '2028-02-29'],
    ['DATE_TIME', '2027-02-29', null],
    ['DATE_TIME', '2030-12-31T18:00', '2030-12-31T18:00'],
    ['DATE_TIME', '2030-12-31T18:00:00.5+02:00', '2030-12-31T18:00:00.5+02:00'],
    ['DATE_TIME', '2030-12-31T25:00', null],
    ['DATE_TIME', 'tomorrow', null],
  ];

  it.each(cases)('%s %j is stored as %j', (type, raw, expected) => {
    const read = readValue(raw, type, ['value']);
    expect(read.ok ? read.value : null).toBe(expected);
    if (!read.ok) expect(read.refusals).toMatchObject([{ code: 'INVALID', field: ['value'] }]);
  });

  it('has an end', () => {
    expect(readValue('a'.repeat(1_001), 'TEXT', ['value']).ok).toBe(false);
  });

  it('that is hostile is judged at once', () => {
    const hostile = [`${'a.'.repeat(120)}@`, `a@${'a.'.repeat(120)}`, `a@${'a'.repeat(240)}!`, '@'.repeat(900)];
    const judged = (): number => {
      const started = performance.now();
      for (const raw of hostile) expect(readValue(raw, 'EMAIL', ['value']).ok).toBe(false);
      return performance.now() - started;
    };
    // The best of several runs: a pause of the machine is not the pattern's fault. A backtracking one would never finish.
    expect(Math.min(...Array.from({ length: 5 }, judged))).toBeLessThan(20);
  });
});

test('what is known of a person completes what the browser said, and the stronger word counts', () => {
  const visitor = [
    { name: 'email', value: 'vera@example.com', source: 'VISITOR' },
    { name: 'firstName', value: 'Wera', source: 'VISITOR' },
    { name: 'country', value: 'SE', source: 'PAGE' },
    { name: 'city', value: 'Lund', source: 'STAFF' },
  ] as const;
  const person = [
    { name: 'firstName', value: 'Vera', source: 'STAFF' },
    { name: 'Country', value: 'NO', source: 'INTEGRATION' },
    { name: 'city', value: 'Oslo', source: 'VISITOR' },
    { name: 'phone', value: '12345', source: 'INTEGRATION' },
  ] as const;
  expect(Object.fromEntries(everythingKnown(visitor, person))).toEqual({
    email: 'vera@example.com',
    firstname: 'Vera',
    country: 'NO',
    city: 'Lund',
    phone: '12345',
  });
});
