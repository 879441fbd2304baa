import type { PartUseView, TaskView } from '@libs/contracts';

interface Signable {
  readonly id: string;
  readonly number: string;
  readonly equipmentId: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
}

/** What somebody stands for by signing: the work, its tasks with their results, and its parts. */
export const signedContent = (
  { id: workOrderId, number, equipmentId, kind, title, description }: Signable,
  tasks: readonly TaskView[],
  partUses: readonly PartUseView[],
) => ({
  ...{ workOrderId, number, equipmentId, kind, title, description },
  tasks: tasks.map(({ id: _, workOrderId: __, ...task }) => task),
  parts: partUses.map((part) => ({ number: part.number, used: part.used })),
});
