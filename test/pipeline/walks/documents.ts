import type { Walker } from '../walker.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Stores a document whose content is then there to be read. */
export async function writeDocuments(walker: Walker): Promise<void> {
  const form = new FormData();
  form.set('kind', 'manual');
  form.set('file', new Blob(['%PDF-1.7\nHow to drive it']), 'manual.pdf');
  await walker.post('/equipment/{id}/documents', form);
}

/** Adds photos to equipment, to work, to what was inspected and to what was reported. */
export async function writePhotos(walker: Walker): Promise<void> {
  const photo = (): FormData => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(PNG)]), `${walker.another('photo')}.png`);
    return form;
  };
  await walker.post('/equipment/{id}/photos', photo());
  for (const things of ['work-requests', 'work-orders', 'inspections']) {
    await walker.renew(`/${things}/{id}/documents`, 'documentId', photo);
  }
}
