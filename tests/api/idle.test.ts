import { openDesk } from '../support/desk';

async function aChat() {
  const desk = await openDesk({ settings: { idleTimeoutSeconds: 600, idleWarningSeconds: 60 } });
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.accepts();
  await vera.isTold('CONNECTED');
  return { desk, ann, vera };
}

const warning = (lines: readonly string[]) => lines.filter((line) => line.startsWith('SYSTEM:')).length;

test('both sides are warned a minute before a silent chat ends, and then it ends', async () => {
  const { desk, ann, vera } = await aChat();
  await desk.timePasses(540_000);
  await ann.hears('LiveChatIdleWarning');
  await vera.read.until('the warning', () => (warning(vera.transcript) === 2 ? true : null));

  await desk.timePasses(60_000);
  await vera.isThrough();
  await vera.isTold('ENDED');
  expect(vera.standing).toMatchObject({ status: 'DROPPED', liveChat: { state: 'ENDED', endReason: 'IDLE_TIMEOUT' } });
  const ended = await ann.hears('LiveChatEnded');
  expect(ended).toMatchObject({ conversation: { liveChat: { endReason: 'IDLE_TIMEOUT' } } });
});

test('whoever writes starts the clock anew', async () => {
  const { desk, ann, vera } = await aChat();
  await desk.timePasses(540_000);
  await ann.hears('LiveChatIdleWarning');
  await vera.says('Still here');
  await ann.sees('Still here');

  await desk.timePasses(539_000);
  await desk.isDoneWithWhatIsDue();
  await ann.says('Good');
  await vera.sees('Good');
  expect(ann.heard.all.filter(({ __typename }) => __typename === 'LiveChatIdleWarning')).toHaveLength(1);
  expect(vera.standing.liveChat?.state).toBe('CONNECTED');

  await desk.timePasses(600_000);
  await vera.isThrough();
});
