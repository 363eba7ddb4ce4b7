import { removeFolder } from './test-folder';

export default function globalTeardown(): Promise<void> {
  return removeFolder();
}
