import fc from 'fast-check';
import { fillHtml, fillText, tokensIn } from '../../src/streams/tokens';
import { cleanHtml } from '../../src/server/clean-html';
import { anyText } from '../support/any-text';

const vera = new Map([
  ['firstname', 'Vera'],
  ['company', '<b>A & "B"</b>'],
  ['city', ' '],
]);

describe('a token', () => {
  it('is filled with what is known of the visitor, however its name is written', () => {
    expect(fillText('Hi {{visitor.firstName:"there"}}!', vera)).toBe('Hi Vera!');
    expect(fillText('Hi {{ visitor.FIRSTNAME }}!', vera)).toBe('Hi Vera!');
  });

  it('becomes its default where nothing is known, and nothing without one', () => {
    expect(fillText('Hi {{visitor.lastName:"there"}}!', vera)).toBe('Hi there!');
    expect(fillText('From {{visitor.city : "afar"}}', vera)).toBe('From afar');
    expect(fillText('Hi{{visitor.lastName}}!', vera)).toBe('Hi!');
  });

  it('that nobody knows never shows its braces', () => {
    expect(fillText('Hi {{company.name:"you"}} {{}} {{what}}', vera)).toBe('Hi you  ');
  });

  it('is filled once: a value that looks like a token is a value', () => {
    expect(
      fillText(
        '{{visitor.a}}',
        new Map([
          ['a', '{{visitor.b}}'],
          ['b', 'secret'],
        ]),
      ),
    ).toBe('{{visitor.b}}');
  });

  it('is text inside of HTML, never markup', () => {
    expect(fillHtml('<p>{{visitor.company}}</p>', vera)).toBe('<p>&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</p>');
    expect(fillHtml('<p>{{visitor.lastName:"you &amp; me"}}</p>', vera)).toBe('<p>you &amp; me</p>');
  });

  it('is one part of an address, never another address', () => {
    const link = (query: string): string => `<a href="https://example.com/?c=${query}">x</a>`;
    expect(fillHtml(link('{{visitor.company}}'), vera)).toBe(link(encodeURIComponent('<b>A & "B"</b>')));
    expect(fillHtml(link('{{visitor.lastName:&quot;none&quot;}}'), vera)).toBe(link('none'));
    expect(fillHtml(link('{{visitor.x}}'), new Map([['x', '\uD800&x=1']]))).toBe(link('%EF%BF%BD%26x%3D1'));
  });

  it('leaves text without one as it is', () => {
    expect(fillText('{ {visitor.firstName} } {{ "x" }}', vera)).toBe('{ {visitor.firstName} } {{ "x" }}');
    expect(fillText('{{visitor.a:"b}}', vera)).toBe('{{visitor.a:"b}}');
  });

  it('is found by what stands between its braces', () => {
    expect(tokensIn('{{visitor.a}} {{ visitor.b :"c"}} {{d}}')).toEqual(['visitor.a', 'visitor.b', 'd']);
  });
});

describe('whatever the visitor is called', () => {
  it('clean HTML stays clean when it is filled', () => {
    const piece = fc.constantFrom(
      ...[
        '<b>',
        '</b>',
        '<a href="https://example.com/',
        '">',
        '</a>',
        '<p>',
        '{{visitor.x',
        ':"',
        '"',
        '}}',
        'text',
        '&lt;',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), anyText(), (pieces, name) => {
        const { html } = cleanHtml(pieces.join(''));
        const filled = fillHtml(html, new Map([['x', name]]));
        const again = cleanHtml(filled.replaceAll('&quot;', '').replaceAll('&#39;', ''));
        expect(again.refused).toEqual([]);
        expect(filled.replace(/[^<>]/g, '')).toBe(fillHtml(html, new Map([['x', 'plain']])).replace(/[^<>]/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('filling takes time in proportion to the text', () => {
    const before = process.cpuUsage();
    for (const hostile of [
      '{{',
      '{{visitor.a:"',
      '{{visitor.a:   ',
      '{{ '.repeat(3),
      '<a href="{{',
      '{{visitor.a:"b"  ',
    ]) {
      fillText(hostile.repeat(20_000), vera);
      fillHtml(hostile.repeat(20_000), vera);
    }
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});
