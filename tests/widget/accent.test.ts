import { accentProperties, contrast } from '../../clients/widget/accent';

type Rgb = readonly [number, number, number];

/** The two colours of `light-dark(rgb(1 2 3), rgb(4 5 6))`. */
function themesOf(property: string | undefined): readonly [Rgb, Rgb] {
  const numbers = (property ?? '').match(/\d+/g)?.map(Number) ?? [];
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  return [
    [a, b, c],
    [d, e, f],
  ];
}

const accents = ['#4f46e5', '#ffff00', '#000', '#ffffff', '#7f7f7f', '#ff6600', '#0a84ff', '#00c853'];

test.each(accents)('%s can be read on both themes, and so can the text on it', (accent) => {
  const properties = accentProperties(accent);
  const [light, dark] = themesOf(properties['--accent']);
  const [onLight, onDark] = themesOf(properties['--accent-text']);
  expect(contrast(light, [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark, [18, 21, 27])).toBeGreaterThanOrEqual(6);
  expect(contrast(light, onLight)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark, onDark)).toBeGreaterThanOrEqual(4.5);
});

test('a good accent stays what it is', () => {
  expect(themesOf(accentProperties('#4f46e5')['--accent'])[0]).toEqual([79, 70, 229]);
});

test.each(['', 'red', '#12', '#12345', 'url(x)', '#gggggg'])('%j is no colour, and changes nothing', (accent) => {
  expect(accentProperties(accent)).toEqual({});
});
