/**
 * Where nothing is recorded of an earlier run, Jest begins with the largest files. The longest of all runs is that of a small
 * one: begun last, it would have the machine to itself for minutes.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const longest = ['tests/model/routing.test.ts', 'tests/api/bad-input-anything.test.ts'];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => longest.findIndex((file) => path.endsWith(file));
    const isLongest = (test) => rank(test) !== -1;
    const others = super.sort(tests.filter((test) => !isLongest(test)));
    return [...tests.filter(isLongest).sort((one, other) => rank(one) - rank(other)), ...others];
  }
};
