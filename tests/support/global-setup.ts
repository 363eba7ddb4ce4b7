/** Replaced by the database set-up: starts the embedded server once and migrates the template. */
export default async function globalSetup(): Promise<void> {}
