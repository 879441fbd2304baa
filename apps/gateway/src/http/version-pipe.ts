import type { PipeTransform } from '@nestjs/common';
import { ContractBroken } from '@libs/messaging';

/** Reads the version that a path names. */
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    const message = 'version must be a whole number from 1 on';
    throw new ContractBroken('path', [{ field: 'version', message }]);
  }
}
