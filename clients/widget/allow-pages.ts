import type { FlowParts } from './flow-parts';

/** From here on this page is told with what the visitor allows. */
export async function allowPages(
  { graph, store, visit, pageUrl, words }: FlowParts,
  dialogId: string | null,
  isAllowed: boolean,
): Promise<void> {
  if (!(await graph.consents.allow(isAllowed))) {
    return store.change((state) => ({ ...state, notice: words.answerFailed }));
  }
  store.change((state) => ({ ...state, notice: null, look: state.look && { ...state.look, asksConsent: false } }));
  if (isAllowed) graph.tellVisit(dialogId, pageUrl(), visit.tell());
}
