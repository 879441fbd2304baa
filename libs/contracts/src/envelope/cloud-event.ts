/** CloudEvents 1.0, structured JSON mode, with this product's extension attributes. */
export interface CloudEvent<T extends object = object> {
  readonly specversion: '1.0';
  readonly id: string;
  /** `/agents/<agent>` */
  readonly source: string;
  readonly type: string;
  /** What it happened to: `equipment/<id>` where there is one; `user/<id>`, `role/<id>` and such. */
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly tenantid: string;
  readonly correlationid: string;
  readonly causationid?: string;
  /** `user:<id>`, `api_key:<id>`, `agent:<agent>` or `gateway:<name>` */
  readonly actor: string;
  readonly traceparent?: string;
  readonly data: T;
}

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };

/** The envelope as JSON Schema, for documents; `data` is told by each event. */
export const cloudEventSchema = {
  type: 'object',
  description: "CloudEvents 1.0, structured JSON mode, with this product's extension attributes",
  required: ['specversion', 'id', 'source', 'type', 'time', 'datacontenttype'].concat([
    'tenantid',
    'correlationid',
    'actor',
    'data',
  ]),
  properties: {
    specversion: { const: '1.0' },
    id: { ...uuid, description: 'Given to the broker as message id' },
    source: { ...text, description: '`/agents/<agent>`' },
    type: { ...text, description: '`<agent>.<thing>.<happened>.v<n>`' },
    subject: {
      ...text,
      description:
        'What it happened to: `equipment/<id>` where there is one, else `user/<id>` and such',
    },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    tenantid: uuid,
    correlationid: { ...uuid, description: 'Born where a reading or request enters' },
    causationid: { ...text, description: 'What this followed from: the id of the event handled' },
    actor: {
      ...text,
      description: '`user:<id>`, `api_key:<id>`, `agent:<agent>` or `gateway:<name>`',
    },
    traceparent: { ...text, description: 'W3C Trace Context' },
    data: { type: 'object' },
  },
};
