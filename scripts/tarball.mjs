/**
 * A few small files as a .tgz that `npm install` takes. The same files give the same bytes (no times, no owners): npm keeps the
 * hash of what it installed, and a rebuild that changed nothing must not break anybody's lock file.
 */
import { gzipSync } from 'node:zlib';

const block = 512;

/** `files`: names inside the archive with their text, in the order in which they are to lie. */
export function tarball(files) {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const content = Buffer.from(text);
    return [header(name, content.length), content, Buffer.alloc(-content.length & (block - 1))];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]), { level: 9 });
}

/** The POSIX header of one file: fixed places, numbers in octal, and a sum over itself with its own place blank. */
function header(name, size) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for an archive.`);
  const head = Buffer.alloc(block);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${octal(size, 11)}\0`, 124);
  head.write(`${octal(0, 11)}\0`, 136);
  head.write('        ', 148);
  head.write('0', 156);
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${octal(sum, 6)}\0 `, 148);
  return head;
}

function octal(value, width) {
  return value.toString(8).padStart(width, '0');
}
