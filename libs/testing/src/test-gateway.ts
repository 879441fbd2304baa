import { gatewaySubjects } from '@libs/contracts';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';

/** What a gateway was told back. */
export interface RejectNotice {
  readonly quarantineId: string;
  readonly reason: string;
  readonly refused: readonly { index: number; sensor?: string; reason: string }[];
}

/** A sensor gateway in a test: sends as a real one, and hears what it is told. */
export class TestGateway {
  readonly rejects: RejectNotice[] = [];
  readonly watermarks: { boot: string; seq: number }[] = [];
  readonly boot = `boot-${Date.now()}`;
  private readonly stream: JetStreamClient;
  private seq = 0;

  constructor(
    connection: NatsConnection,
    private readonly tenantId: string,
    private readonly name: string,
  ) {
    this.stream = jetstream(connection);
    connection.subscribe(gatewaySubjects.reject(tenantId, name), {
      callback: (_, message) => {
        this.rejects.push(message.json<RejectNotice>());
      },
    });
    connection.subscribe(gatewaySubjects.watermark(tenantId, name), {
      callback: (_, message) => {
        this.watermarks.push(message.json<{ boot: string; seq: number }>());
      },
    });
  }

  /** Sends readings as one message; answers its sequence. */
  async send(readings: readonly object[], extra: object = {}): Promise<number> {
    this.seq += 1;
    const body = JSON.stringify({ boot: this.boot, seq: this.seq, readings, ...extra });
    await this.sendRaw(body, `${this.name}.${this.boot}.${this.seq}`);
    return this.seq;
  }

  /** Sends bytes as they are. */
  async sendRaw(body: string | Uint8Array, messageId?: string): Promise<void> {
    const options = messageId === undefined ? {} : { msgID: messageId };
    await this.stream.publish(gatewaySubjects.ingest(this.tenantId, this.name), body, {
      ...options,
      headers: headers(),
    });
  }
}
