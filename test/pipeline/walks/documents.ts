import type { Walker } from '../walker.js';

/** Stores a document whose content is then there to be read. */
export async function writeDocuments(walker: Walker): Promise<void> {
  const form = new FormData();
  form.set('kind', 'manual');
  form.set('file', new Blob(['%PDF-1.7\nHow to drive it']), 'manual.pdf');
  await walker.post('/equipment/{id}/documents', form);
}
