import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';

/** Stands for secrets where a request is remembered: by a plain hash they could be guessed. */
@Injectable()
export class Fingerprints {
  constructor(private readonly config: GatewayConfig) {}

  of<K extends string>(secrets: Readonly<Record<K, string | undefined>>): Record<K, string> {
    const hash = (name: string, secret: string): string =>
      createHmac('sha256', this.config.jwtSecret).update(`${name} ${secret}`).digest('base64url');
    return Object.fromEntries(
      Object.entries<string | undefined>(secrets).map(([name, secret]) => [
        name,
        secret === undefined ? '' : hash(name, secret),
      ]),
    ) as Record<K, string>;
  }
}
