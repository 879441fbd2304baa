/** A BullMQ queue, and how the operators' board shows it. */
export interface QueueRow {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** What one of its jobs does, where the job does not say so itself. */
  readonly job: string;
  /** Where the thing that a job is about is found; `:id` stands for its id. */
  readonly path?: string;
}

/** A queue under its title; one that is only named is called by its name. */
export const queue = (name: string, shown: Partial<Omit<QueueRow, 'name'>> = {}): QueueRow => {
  const words = name.replaceAll('-', ' ');
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return { name, title, job: title, ...shown };
};
