import { makeFolder } from './test-folder';

export default function globalSetup(): Promise<void> {
  return makeFolder();
}
