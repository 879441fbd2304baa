import {
  eventContractOf,
  eventSubject,
  gatewaySubjects,
  PARTITIONS,
  ReadingsRecorded,
  requestContractOf,
  requestSubject,
  topology,
  type ContractClass,
} from '@libs/contracts';
import { ref, type Json } from './schemas.js';

const tenantId = { description: "The tenant's UUID" };
const gateway = { description: 'One word; `rest` is what came over HTTP' };
const ofGateway = { tenantId, gateway };

/** The channel of an event: its type without the version, or the readings log. */
export function channelOf(contract: ContractClass): string {
  if (contract === ReadingsRecorded) return 'readings';
  return eventContractOf(contract).type.replace(/\.v\d+$/, '');
}

/** Every subject of the product, by what it is for. */
export function channels(): Json {
  return {
    ingest: channel(gatewaySubjects.ingest('{tenantId}', '{gateway}'), ['GatewayMessage'], {
      description: `Stream INGEST, ${PARTITIONS.INGEST} partitions by subject`,
      parameters: ofGateway,
    }),
    reject: channel(gatewaySubjects.reject('{tenantId}', '{gateway}'), ['Rejection'], {
      description: 'Stream FEEDBACK',
      parameters: ofGateway,
    }),
    watermark: channel(gatewaySubjects.watermark('{tenantId}', '{gateway}'), ['Watermark'], {
      description: 'Told without confirmation, and told again',
      parameters: ofGateway,
    }),
    readings: channel('readings.{partition}', [ReadingsRecorded.name], {
      description: 'Stream READINGS, read by position',
      parameters: { partition: { description: `0 to ${PARTITIONS.READINGS - 1}` } },
    }),
    ...Object.fromEntries(topology.flatMap((row) => row.publishes).flatMap(eventChannel)),
    ...Object.fromEntries(topology.flatMap((row) => row.answers).map(requestChannel)),
    replies: channel(
      null,
      topology.flatMap((row) => row.answers).map(({ name }) => `${name}Reply`),
      { description: 'The inbox that a request names as its reply subject' },
    ),
  };
}

function channel(address: string | null, messages: readonly string[], more: Json = {}): Json {
  const refs = messages.map((name) => [name, ref('components', 'messages', name)] as const);
  return { address, messages: Object.fromEntries(refs), ...more };
}

/** Versions of an event share its subject, and so its channel. */
function eventChannel(
  contract: ContractClass,
  _: number,
  all: readonly ContractClass[],
): [string, Json][] {
  const name = channelOf(contract);
  if (name === 'readings') return [];
  const versions = all.filter((other) => channelOf(other) === name).map((each) => each.name);
  const address = eventSubject(eventContractOf(contract).type, '{tenantId}');
  const more = { description: 'Stream EVENTS', parameters: { tenantId } };
  return [[name, channel(address, versions, more)]];
}

function requestChannel(contract: ContractClass): [string, Json] {
  const { name, kind } = requestContractOf(contract);
  const description = kind === 'command' ? 'Changes state, once per key' : 'Only reads';
  return [name, channel(requestSubject(name), [contract.name], { description })];
}
