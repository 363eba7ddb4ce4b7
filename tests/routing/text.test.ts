import fc from 'fast-check';
import { cleanText, isBlank, readName, readText } from '../../src/routing/text';
import { anyText } from '../support/any-text';

const message = { what: 'The message', field: ['text'] };
const stored = (raw: string): string | null => {
  const read = readText(raw, message);
  return read.ok ? read.value : null;
};

describe('a message', () => {
  it('keeps what it says in every script, with line breaks, tabs, emoji and direction marks', () => {
    for (const text of [
      'Hej på dig\n\trad två',
      '你好，世界',
      'שלום \u202Bעולם\u202C',
      'مرحبا',
      '👩‍👩‍👧‍👦 ok',
      '<b>&amp;</b>',
    ]) {
      expect(stored(text)).toBe(text);
    }
  });

  it('loses control characters', () => {
    expect(stored('a\u0000b\u0007c\u001B[31md\u007Fe\u0085f')).toBe('abc[31mdef');
  });

  it('has one kind of line break', () => {
    expect(stored('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
  });

  it('has no half characters', () => {
    expect(stored('a\uD800b\uDC00c')).toBe('a\uFFFDb\uFFFDc');
    expect(stored('a😀c')).toBe('a😀c');
  });

  it('of nothing to see is refused with what to do', () => {
    for (const text of ['', '   ', '\n\t', '\u0000', '\u200B\u200D\uFEFF', '\u202E']) {
      expect(readText(text, message)).toMatchObject({ ok: false, refusals: [{ code: 'INVALID', field: ['text'] }] });
    }
  });

  it('may have 4,000 characters, however many units each takes', () => {
    expect(stored('a'.repeat(4_000))).toHaveLength(4_000);
    expect(stored('😀'.repeat(4_000))).toHaveLength(8_000);
    expect(stored('a'.repeat(4_001))).toBeNull();
    expect(stored('😀'.repeat(4_001))).toBeNull();
  });

  it('once cleaned is clean, and can always be sent', () => {
    fc.assert(
      fc.property(anyText(), fc.integer({ min: 0xd800, max: 0xdfff }), (text, half) => {
        const cleaned = cleanText(text + String.fromCharCode(half));
        expect(cleanText(cleaned)).toBe(cleaned);
        expect(Buffer.from(cleaned, 'utf8').toString('utf8')).toBe(cleaned);
        expect(cleaned).not.toContain('\u0000');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a name', () => {
  it('is one trimmed line', () => {
    const read = readName('  Ann\n\tvan  der Berg ', { what: 'The name', field: ['name'] });
    expect(read).toEqual({ ok: true, value: 'Ann van der Berg' });
  });

  it('has up to 200 characters', () => {
    expect(readName('n'.repeat(200), { what: 'The name', field: ['name'] }).ok).toBe(true);
    expect(readName('n'.repeat(201), { what: 'The name', field: ['name'] })).toMatchObject({
      refusals: [{ message: 'The name is too long. Shorten it to 200 characters.' }],
    });
  });

  it('that cannot be seen is blank', () => {
    expect(isBlank('\u00A0\u200B')).toBe(true);
    expect(isBlank('.')).toBe(false);
  });
});
