import { openCluster } from '../support/cluster';

test('a dialog that waits goes on, on time and once, though the process that was asked is killed meanwhile', async () => {
  const cluster = await openCluster();
  await cluster.publishes([
    { key: 'ask', question: { text: 'Shall we look it up?', responses: [{ label: 'Yes', next: 'rest' }] } },
    { key: 'rest', delay: { seconds: 60, next: 'found' } },
    { key: 'found', message: { text: 'Here it is.' } },
  ]);
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.opens();
  await vera.answers('Yes');
  await vera.sees('Yes');
  await cluster.kills('A');

  // Far from its end: the seconds that a busy machine takes meanwhile pass for the dialog, too.
  await cluster.timePasses(20_000);
  await cluster.isDoneWithWhatIsDue();
  expect(vera.transcript).toEqual(['BOT: Shall we look it up?', 'VISITOR: Yes']);
  await cluster.timePasses(40_000);
  await vera.sees('Here it is.');
  await vera.isThrough();
  expect(vera.transcript).toEqual(['BOT: Shall we look it up?', 'VISITOR: Yes', 'BOT: Here it is.']);
});

test('every process is killed during a delay, and the first one to start goes on', async () => {
  const cluster = await openCluster();
  await cluster.publishes([
    { key: 'hello', message: { text: 'One moment, please.', next: 'rest' } },
    { key: 'rest', delay: { seconds: 30, next: 'ask' } },
    { key: 'ask', question: { text: 'Are you still there?', responses: [{ label: 'Yes' }] } },
  ]);
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.opens();
  await Promise.all([cluster.kills('A'), cluster.kills('B')]);
  await cluster.timePasses(3_600_000);
  await cluster.starts('B');
  await vera.sees('Are you still there?');
  await vera.standings.first('a question', ({ prompt }) => prompt?.key === 'ask');
  await vera.answers('Yes');
  await vera.isThrough();
});
