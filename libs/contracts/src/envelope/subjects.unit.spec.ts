import { PARTITIONS } from '../topology.js';
import {
  eventSubject,
  fnv1a,
  gatewaySubjects,
  partitionOf,
  readingsSubject,
  requestSubject,
} from './subjects.js';

describe('the partition function', () => {
  // From the test vectors of the FNV reference code (fnv32a of strings without their terminator).
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['b', 0xe70c2de5],
    ['c', 0xe60c2c52],
    ['d', 0xe10c2473],
    ['e', 0xe00c22e0],
    ['f', 0xe30c2799],
    ['fo', 0x6222e842],
    ['foo', 0xa9f37ed7],
    ['foob', 0x3f5076ef],
    ['fooba', 0x39aaa18a],
    ['foobar', 0xbf9cf968],
  ])('is FNV-1a of 32 bits: "%s"', (key, hash) => {
    expect(fnv1a(key)).toBe(hash);
  });

  it('hashes bytes of UTF-8, not characters', () => {
    // 0xc3 0xa9 by the definition: (offset ^ byte) * prime, twice, modulo 2^32.
    const step = (hash: bigint, byte: bigint) => ((hash ^ byte) * 0x01000193n) % 2n ** 32n;
    expect(fnv1a('é')).toBe(Number(step(step(0x811c9dc5n, 0xc3n), 0xa9n)));
  });

  it('keeps every key within the partitions and leaves none of them empty', () => {
    for (const partitions of Object.values(PARTITIONS)) {
      const hit = new Set<number>();
      for (let i = 0; i < 1000; i += 1) hit.add(partitionOf(`ingest.tenant.gw-${i}`, partitions));
      expect([...hit].sort((a, b) => a - b)).toEqual([...Array(partitions).keys()]);
    }
  });

  it('puts a known gateway where it has always been', () => {
    expect(partitionOf('foobar', PARTITIONS.INGEST)).toBe(0xbf9cf968 % 8);
    expect(partitionOf('foobar', PARTITIONS.READINGS)).toBe(0xbf9cf968 % 16);
  });
});

describe('subjects', () => {
  it('name the tenant and the fact, but not the version', () => {
    expect(eventSubject('detection.anomaly.detected.v1', 't')).toBe(
      'event.t.detection.anomaly.detected',
    );
    expect(eventSubject('detection.anomaly.detected.v2')).toBe(
      'event.*.detection.anomaly.detected',
    );
  });

  it('lead requests, readings and gateway messages to who reads them', () => {
    expect(requestSubject('assets.get-sensor')).toBe('request.assets.get-sensor');
    expect(readingsSubject(15)).toBe('readings.15');
    expect(gatewaySubjects.ingest('t', 'gw')).toBe('ingest.t.gw');
    expect(gatewaySubjects.reject('t', 'gw')).toBe('reject.t.gw');
    expect(gatewaySubjects.watermark('t', 'gw')).toBe('watermark.t.gw');
  });
});
