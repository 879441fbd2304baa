import { gatewaySubjects } from '@libs/contracts';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

const STALLED_MS = 3_000;
const LOOK_MS = 250;
const PUBLISH_TIMEOUT_MS = 1_000;

/** A gateway that forgets a message only when told so, and sends again from there when it stalls. */
export class SpoolingGateway {
  private readonly boot = `boot-${Date.now()}`;
  private readonly bodies: string[] = [];
  private readonly stream: JetStreamClient;
  private readonly watch: NodeJS.Timeout;
  private readonly subject: string;
  private confirmed = 0;
  private sent = 0;
  private movedAt = Date.now();
  private pumping = false;

  constructor(
    connection: NatsConnection,
    tenantId: string,
    private readonly name: string,
  ) {
    this.stream = jetstream(connection, { timeout: PUBLISH_TIMEOUT_MS });
    this.subject = gatewaySubjects.ingest(tenantId, name);
    connection.subscribe(gatewaySubjects.watermark(tenantId, name), {
      callback: (_, message) => this.forgetUpTo(message.json<{ seq: number }>().seq),
    });
    this.watch = setInterval(() => {
      if (this.unconfirmed > 0 && Date.now() - this.movedAt > STALLED_MS) {
        this.movedAt = Date.now();
        this.sent = this.confirmed;
      }
      void this.pump();
    }, LOOK_MS);
  }

  /** Messages that may still be lost on the way. */
  get unconfirmed(): number {
    return this.bodies.length - this.confirmed;
  }

  /** Takes a message into the spool. */
  send(readings: readonly object[]): void {
    if (this.unconfirmed === 0) this.movedAt = Date.now();
    const seq = this.bodies.length + 1;
    this.bodies.push(JSON.stringify({ boot: this.boot, seq, readings }));
    void this.pump();
  }

  /** Sends messages that were sent before once more, under no identity that the broker knows. */
  async repeat(seqs: readonly number[]): Promise<void> {
    await Promise.allSettled(
      seqs.map((seq) => this.stream.publish(this.subject, this.bodies[seq - 1] ?? '')),
    );
  }

  close(): void {
    clearInterval(this.watch);
  }

  private forgetUpTo(seq: number): void {
    if (seq <= this.confirmed) return;
    this.confirmed = seq;
    this.movedAt = Date.now();
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.sent < this.bodies.length) {
        const seq = this.sent + 1;
        await this.stream.publish(this.subject, this.bodies[seq - 1] ?? '', {
          msgID: `${this.name}.${this.boot}.${seq}`,
        });
        // A stall may have set it back meanwhile.
        if (this.sent === seq - 1) this.sent = seq;
      }
    } catch {
      // The next look tries again.
    } finally {
      this.pumping = false;
    }
  }
}
