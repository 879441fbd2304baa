import { Injectable } from '@nestjs/common';

const WINDOW_MS = 60_000;
const FAILURES = 10;
const REMEMBERED = 10_000;

/** Counts failed logins per address and user, in this process. */
@Injectable()
export class LoginAttempts {
  private readonly failures = new Map<string, { count: number; until: number }>();

  /** Seconds until the next attempt may be made; 0: now. Counts the attempt as failed. */
  begin(key: string, now: number): number {
    const known = this.failures.get(key);
    const current = known && known.until > now ? known : { count: 0, until: now + WINDOW_MS };
    if (current.count >= FAILURES) return Math.ceil((current.until - now) / 1000);
    this.failures.delete(key);
    this.failures.set(key, { ...current, count: current.count + 1 });
    this.forgetOldest();
    return 0;
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }

  private forgetOldest(): void {
    if (this.failures.size <= REMEMBERED) return;
    const [oldest] = this.failures.keys();
    if (oldest !== undefined) this.failures.delete(oldest);
  }
}
