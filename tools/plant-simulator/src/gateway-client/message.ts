/** One measured value as a gateway sends it. */
export interface Reading {
  readonly sensor: string;
  /** ISO 8601 instant, or epoch milliseconds. */
  readonly at: string | number;
  readonly value: number;
  readonly unit?: string;
  readonly quality?: 'good' | 'uncertain' | 'bad';
}

/** The readings of one sensor in compact form: `points` are `[epoch ms, value]`. */
export interface Series {
  readonly sensor: string;
  readonly unit?: string;
  readonly points: readonly (readonly [number, number])[];
}

/** What a gateway message carries, in either of the two accepted forms. */
export type Content =
  { readonly readings: readonly Reading[] } | { readonly series: readonly Series[] };

/** A gateway message: `boot` names the spool's life, `seq` counts its messages from 1 without a gap. */
export type GatewayMessage = { readonly boot: string; readonly seq: number } & Content;

/** What a message is known by and what it covers. */
export interface MessageOutline {
  readonly boot: string;
  readonly seq: number;
  readonly readings: number;
  /** First and last instant in the message, epoch milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The most readings a gateway puts into one message. */
export const maxReadingsPerMessage = 500;

export function outlineOf(message: GatewayMessage): MessageOutline {
  const instants =
    'readings' in message
      ? message.readings.map((reading) => new Date(reading.at).getTime())
      : message.series.flatMap((series) => series.points.map(([at]) => at));
  return {
    boot: message.boot,
    seq: message.seq,
    readings: instants.length,
    firstAt: instants.reduce((first, at) => Math.min(first, at), Infinity),
    lastAt: instants.reduce((last, at) => Math.max(last, at), -Infinity),
  };
}
