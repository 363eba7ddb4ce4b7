/**
 * A preview plays a snapshot of the working copy, which is stored like a version but numbered below zero: published versions
 * keep 1, 2, 3 …, and the row of a conversation says by itself that it is one. A preview is counted nowhere, stands in no list
 * and in no report, rings nobody and is told to nobody but its own visitor.
 */
export function isPreview(conversation: { readonly dialogVersion: number }): boolean {
  return conversation.dialogVersion < 0;
}

/** The working copy at a revision has one snapshot, whoever previews it: revision 0 is version −1, revision 1 is −2 … */
export function previewVersionOf(revision: number): number {
  return -revision - 1;
}
