import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Made {
  readonly data: { readonly id: string; readonly class: string };
}

describe('REG-30: the contexts that one registry serves', () => {
  let registry: RegistryPlant;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.plant.stop());

  const make = async (path: string, body: object): Promise<Made['data']> => {
    const answer = await registry.admin.post<Made>(`/api/v1${path}`, { body });
    expect([path, answer.status]).toEqual([path, 201]);
    return answer.body.data;
  };

  it.each<[string, readonly string[], string]>([
    ['factory', ['site', 'area', 'work_centre', 'work_unit'], 'lathe'],
    ['plant', ['enterprise', 'site', 'area', 'position'], 'centrifugal_pump'],
    ['utility', ['site', 'area', 'position'], 'power_transformer'],
    ['logistics hub', ['site', 'building', 'area'], 'conveyor'],
    ['farm', ['site', 'field'], 'tractor'],
    ['building', ['building', 'floor', 'room'], 'chiller'],
  ])('%s: equipment stands in its locations and is found there by its class', async (...given) => {
    const [context, kinds, equipmentClass] = given;
    const path: string[] = [];
    for (const kind of kinds) {
      const parent = path.at(-1);
      const place = { kind, name: `${context} ${kind}`, ...(parent && { parentId: parent }) };
      path.push((await make('/locations', place)).id);
    }
    const locationId = path.at(-1);
    const machine = { name: `Machine of the ${context}`, class: equipmentClass, locationId };
    const { id } = await make('/equipment', machine);

    const query = `?locationId=${path[0] ?? ''}&class=${equipmentClass}`;
    const found = await registry.admin.get<{ data: { id: string }[] }>(`/api/v1/equipment${query}`);
    expect(found.body.data.map((each) => each.id)).toEqual([id]);
    const detail = await registry.admin.get(`/api/v1/equipment/${id}`);
    expect(detail.body).toMatchObject({
      data: { class: equipmentClass, location: { id: locationId, kind: kinds.at(-1) } },
    });
  });
});
