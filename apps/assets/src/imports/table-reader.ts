import { PIECE_BYTES } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Import } from '../domain/import.js';
import type { ImportPieceRepository } from '../persistence/imports/import-piece.repository.js';
import type { Stretch } from './reading/records.js';

/** A row may begin at the end of the first piece; the others hold the longest whole. */
const PIECES = 4;

/** Reads a table stretch by stretch; of all its bytes a few pieces are in memory. */
export class TableReader {
  private first = -1;
  private loaded: Buffer = Buffer.alloc(0);

  constructor(private readonly pieces: ImportPieceRepository) {}

  /** What comes at and after a place. */
  async at({ id, position, lastRow, bytes }: Import, tx: Transaction): Promise<Stretch> {
    const first = Math.floor(position / PIECE_BYTES);
    if (first !== this.first) {
      this.loaded = await this.pieces.read(id, first, first + PIECES - 1, tx);
      this.first = first;
    }
    const stretch = this.loaded.subarray(position - first * PIECE_BYTES);
    return { bytes: stretch, isLast: position + stretch.length >= bytes, lastRow };
  }
}
