/** CloudEvents 1.0, structured JSON mode, with this product's extension attributes. */
export interface CloudEvent<T extends object = object> {
  readonly specversion: '1.0';
  readonly id: string;
  /** `/agents/<agent>` */
  readonly source: string;
  readonly type: string;
  /** What it happened to: the equipment's id where there is one. */
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly tenantid: string;
  readonly correlationid: string;
  readonly causationid?: string;
  /** `user:<id>`, `agent:<agent>` or `gateway:<name>` */
  readonly actor: string;
  readonly traceparent?: string;
  readonly data: T;
}
