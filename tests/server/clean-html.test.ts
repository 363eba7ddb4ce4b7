import fc from 'fast-check';
import { cleanHtml } from '../../src/server/clean-html';

const htmlOf = (given: string): string => cleanHtml(given).html;

describe('rich text', () => {
  it('keeps bold, italics, lists, links and emoji', () => {
    const given = '<p>Hi <b>you</b>, <em>welcome</em> 👋</p><ul><li>one</li><li><strong>two</strong></li></ul>';
    expect(cleanHtml(given)).toEqual({ html: given, text: 'Hi you, welcome 👋\n• one\n• two', refused: [] });
  });

  it('opens links beside the chat, and tells their addresses in plain text', () => {
    expect(cleanHtml('See <a href="https://example.com/a?b=1&amp;c=2" class="x">our page</a>.')).toEqual({
      html: 'See <a href="https://example.com/a?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">our page</a>.',
      text: 'See our page (https://example.com/a?b=1&c=2).',
      refused: [],
    });
    expect(cleanHtml('<a href="mailto:hi@example.com">hi@example.com</a>').text).toBe('hi@example.com');
  });

  it('drops what only looks, and makes lines of what stands in lines', () => {
    const given = '<div style="color:red">one <span class="x">two</span></div><h1>three</h1><!-- four -->';
    expect(cleanHtml(given)).toEqual({ html: '<p>one two</p><p>three</p>', text: 'one two\nthree', refused: [] });
  });

  it('says the same in text as in HTML, whatever is escaped', () => {
    expect(cleanHtml('1 &lt; 2 &amp; "3"')).toMatchObject({ text: '1 < 2 & "3"', html: '1 &lt; 2 &amp; "3"' });
    expect(cleanHtml('{{visitor.firstName:"there"}}')).toMatchObject({ html: '{{visitor.firstName:"there"}}' });
  });

  it.each([
    ['<script>alert(1)</script>Hi', 'Hi', ['script']],
    ['<b onclick="alert(1)">Hi</b>', '<b>Hi</b>', ['onclick']],
    ['<a href="javascript:alert(1)">Hi</a>', '<a>Hi</a>', ['link to javascript:alert(1)']],
    ['<a href=" java\nscript:alert(1)">Hi</a>', '<a>Hi</a>', ['link to javascript:alert(1)']],
    ['<a href="&#106;avascript:alert(1)">Hi</a>', '<a>Hi</a>', ['link to javascript:alert(1)']],
    ['<a href="data:text/html,x">Hi</a>', '<a>Hi</a>', ['link to data:text/html,x']],
    ['<a href="/pricing">Hi</a>', '<a>Hi</a>', ['link to /pricing']],
    ['<a href="//example.com">Hi</a>', '<a>Hi</a>', ['link to //example.com']],
    ['<a href="https://{{visitor.company}}/">Hi</a>', '<a>Hi</a>', ['link to https://{{visitor.company}}/']],
    ['<iframe src="https://example.com"></iframe>Hi', 'Hi', ['iframe']],
    ['<svg><animate onbegin=alert(1)></svg>Hi', 'Hi', ['svg', 'animate', 'onbegin']],
    ['<img src=x onerror=alert(1)>Hi', 'Hi', ['img', 'onerror']],
    ['<form action="https://evil.example"><input></form>Hi', 'Hi', ['form', 'input']],
    ['<style>*{display:none}</style>Hi', 'Hi', ['style']],
  ])('takes no part of %s that acts, and names it', (given, html, refused) => {
    expect(cleanHtml(given)).toMatchObject({ html, refused });
  });

  it('is clean when it was cleaned once', () => {
    const piece = fc.constantFrom(
      ...[
        '<b>',
        '</b>',
        '<a href="',
        'https://example.com',
        'javascript:',
        '">',
        '</a>',
        '<',
        '>',
        '"',
        "'",
        '&',
        '&lt;',
      ],
      ...[
        '<script',
        '<svg/onload=',
        '<li>',
        '<ul>',
        '</p>',
        '<p>',
        '{{',
        '}}',
        'text',
        '\u0000',
        '&#x6A;',
        '<!--',
        '-->',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = htmlOf(pieces.join(''));
        expect(htmlOf(once)).toBe(once);
        expect(once).not.toMatch(/<(?!\/?(?:p|br|b|strong|i|em|ul|ol|li|a)[ />])/);
        expect(once).not.toMatch(/<[^>]*\son\w+=/);
        expect(once).not.toMatch(/href="(?!https?:|mailto:|tel:)/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('closes a paragraph before the next one begins', () => {
    expect(htmlOf('<p><svg/onload=<b><p>x')).toBe(htmlOf(htmlOf('<p><svg/onload=<b><p>x')));
  });

  it('does not let thousands of levels through', () => {
    expect(htmlOf('<b>'.repeat(5_000)).length).toBeLessThan(300);
  });
});
