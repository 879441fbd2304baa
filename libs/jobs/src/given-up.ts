/**
 * The work of a job failed for good, and its row says so. The job stays on the board until somebody
 * tries it again there. Whatever else a job throws brings it back by its row's lease.
 */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}
