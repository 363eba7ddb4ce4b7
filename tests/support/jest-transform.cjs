/** TypeScript for Jest: what is loaded anew for each test file. Jest keeps what comes out. */
const { createHash } = require('node:crypto');
const { transpile, version } = require('./typescript.cjs');

module.exports = {
  process: (source, file) => ({ code: transpile(source, file) }),
  getCacheKey: (source, file) => createHash('sha1').update(version).update(file).update(source).digest('hex'),
};
