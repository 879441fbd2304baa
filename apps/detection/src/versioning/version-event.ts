import type { Caller } from '@libs/messaging';
import type { Version } from '../domain/versions/version.js';

/** What every event of a version tells. */
export const versionEvent = (
  { id: versionId, kind, number, name }: Version,
  { name: by }: Caller,
) => ({
  ...{ versionId, kind, number, name, by },
});

export const aboutVersion = ({ id }: Version) => ({ subject: `detector-version/${id}` });
