import { QUALITIES } from '../words.js';

// Read by hand-written code, since they travel at the rate of readings: these say the same for documents.

const sensor = { type: 'string', minLength: 1, maxLength: 120, description: 'Its code or its id' };
const unit = {
  type: ['string', 'null'],
  description: 'UCUM code; refused when it is not the sensor’s',
};
const quality = { enum: [...QUALITIES, null], default: 'good' };
const instant = {
  oneOf: [{ type: 'string', format: 'date-time' }, { type: 'number' }],
  description: 'ISO 8601 with its zone, or milliseconds since 1970',
};
const uuid = { type: 'string', format: 'uuid' };
const boot = {
  type: 'string',
  maxLength: 120,
  description: "Names the life of the gateway's spool",
};
const seq = {
  type: 'integer',
  minimum: 1,
  description: 'Counts the messages of a boot, without gaps',
};

const reading = {
  type: 'object',
  required: ['sensor', 'value'],
  properties: {
    sensor,
    at: { ...instant, description: `${instant.description}; default: when it was received` },
    value: { type: 'number' },
    unit,
    quality,
  },
};

const series = {
  type: 'object',
  required: ['sensor', 'points'],
  properties: {
    sensor,
    unit,
    points: {
      type: 'array',
      items: {
        type: 'array',
        items: [instant, { type: 'number' }, quality],
        minItems: 2,
        maxItems: 3,
        description: '`[at, value]` or `[at, value, quality]`',
      },
    },
  },
};

const identity = { boot, seq, correlationId: uuid };

/** What a sensor gateway sends, in each of the forms that acquisition reads, as JSON Schema. */
export const gatewayMessageSchema = {
  description: 'Readings of one gateway, at most 10 000 in a message',
  anyOf: [
    {
      type: 'object',
      required: ['readings'],
      properties: { ...identity, readings: { type: 'array', items: reading } },
    },
    {
      type: 'object',
      required: ['series'],
      properties: { ...identity, series: { type: 'array', items: series } },
    },
    { type: 'array', items: reading },
    reading,
  ],
};

/** How far a gateway may forget what it sent, as JSON Schema. */
export const watermarkSchema = {
  type: 'object',
  description: 'Every message of `boot` up to `seq` is recorded or set aside for good',
  required: ['boot', 'seq'],
  properties: { boot, seq: { type: 'integer', minimum: 0 } },
};

/** What a gateway is told of a message that was not recorded whole, as JSON Schema. */
export const rejectionSchema = {
  type: 'object',
  required: ['quarantineId', 'correlationId', 'reason', 'refused'],
  properties: {
    quarantineId: { ...uuid, description: 'Where the bytes are kept' },
    correlationId: uuid,
    boot,
    seq,
    reason: { type: 'string' },
    refused: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['index', 'reason'],
        properties: {
          index: {
            type: 'integer',
            minimum: 0,
            description: 'Place of the reading in the message',
          },
          sensor: { type: 'string' },
          reason: { type: 'string' },
        },
      },
    },
  },
};

const column = (items: object) => ({ type: 'array', items });
const place = { type: 'integer', minimum: 0 };
const epochMs = { type: 'integer', description: 'Milliseconds since 1970, UTC' };

/** A batch of the readings log, as JSON Schema. */
export const readingsRecordedSchema = {
  type: 'object',
  description: 'Readings in columns: all columns are of one length',
  required: [
    'partition',
    'logSeq',
    'sensors',
    'correlations',
    'sensor',
    'measuredAt',
    'value',
  ].concat(['quality', 'correlation', 'recordedAt']),
  properties: {
    partition: place,
    logSeq: { type: 'integer', minimum: 1, description: 'Gap-free within the partition' },
    sensors: column({
      type: 'object',
      required: ['sensorId', 'equipmentId', 'key', 'unit'],
      properties: {
        sensorId: uuid,
        equipmentId: uuid,
        key: { type: 'string' },
        unit: { type: 'string' },
      },
    }),
    correlations: column(uuid),
    sensor: { ...column(place), description: 'Places in `sensors`' },
    measuredAt: column(epochMs),
    value: column({ type: 'number' }),
    quality: column({ enum: QUALITIES }),
    correlation: { ...column(place), description: 'Places in `correlations`' },
    recordedAt: epochMs,
  },
};
