/**
 * A workspace names one accent; the widget needs it legible in two themes. White or near-black text is chosen by
 * contrast, and an accent that would drown in a surface is moved towards the other end until it stands out.
 */
type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
const ink: Rgb = [18, 20, 46];
const lightSurface: Rgb = white;
const darkSurface: Rgb = [18, 21, 27];
/** Text in the accent colour stands on the surface: the ratio that WCAG asks of text. */
const legible = 4.5;
/** Dark text stands on the accent of the dark theme, and on a colour that is only just light enough it is hard to read. */
const legibleOnDark = 6;

function parse(colour: string): Rgb | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour.trim());
  const hex = short ? short.slice(1).map((digit) => digit + digit) : /^#(..)(..)(..)$/.exec(colour.trim())?.slice(1);
  const parts = hex?.map((pair) => Number.parseInt(pair, 16));
  if (!parts || parts.length !== 3 || parts.some(Number.isNaN)) return null;
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function mix(colour: Rgb, towards: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2): number => Math.round(colour[index] + (towards[index] - colour[index]) * share);
  return [part(0), part(1), part(2)];
}

interface Standing {
  readonly on: Rgb;
  readonly towards: Rgb;
  readonly least: number;
}

function standingOut(colour: Rgb, { on, towards, least }: Standing): Rgb {
  for (let share = 0; share <= 1; share += 0.05) {
    const candidate = mix(colour, towards, share);
    if (contrast(candidate, on) >= least) return candidate;
  }
  return towards;
}

function css(colour: Rgb): string {
  return `rgb(${colour.join(' ')})`;
}

function themed(light: Rgb, dark: Rgb): string {
  return `light-dark(${css(light)}, ${css(dark)})`;
}

function textOn(colour: Rgb): Rgb {
  return contrast(colour, white) >= legible || contrast(colour, white) >= contrast(colour, ink) ? white : ink;
}

/** The custom properties to set, or none where the accent is not a colour we can read: then the tokens' own holds. */
export function accentProperties(accent: string): Readonly<Record<string, string>> {
  const colour = parse(accent);
  if (colour === null) return {};
  const light = standingOut(colour, { on: lightSurface, towards: ink, least: legible });
  const dark = standingOut(colour, { on: darkSurface, towards: white, least: legibleOnDark });
  return {
    '--accent': themed(light, dark),
    '--accent-text': themed(textOn(light), textOn(dark)),
    '--accent-strong': themed(mix(light, ink, 0.2), mix(dark, white, 0.3)),
    '--accent-soft': themed(mix(light, white, 0.9), mix(dark, darkSurface, 0.75)),
    '--ring': themed(light, mix(dark, white, 0.3)),
  };
}
