/** What an update was really given. */

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Without what is absent or null: an update's null means "stays" wherever a field has no null of its own. */
export function present<T extends Readonly<Record<string, unknown>>>(input: T): Present<T> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  ) as Present<T>;
}
