import 'reflect-metadata';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { controllers } from '../gateway.module.js';
import { PERMISSION, PUBLIC } from './permission.js';
import { PERMISSIONS, ROLE_PERMISSIONS, rolesAllow } from './permissions.js';

interface Route {
  readonly name: string;
  readonly handler: object;
}

const routes = (classes: readonly (new (...args: never[]) => object)[]): Route[] =>
  classes.flatMap(({ name, prototype }) =>
    Object.getOwnPropertyNames(prototype)
      .filter((method) => method !== 'constructor')
      .map((method) => ({
        name: `${name}.${method}`,
        handler: (prototype as Record<string, object>)[method] ?? {},
      }))
      .filter(({ handler }) => Reflect.hasMetadata(PATH_METADATA, handler)),
  );

const opened = [
  'AuthController.logIn',
  'HealthController.getHealth',
  'HealthController.getLiveness',
  'HealthController.getReadiness',
  'HealthController.getDatabaseHealth',
  'HealthController.getHealthz',
  'BoardLoginController.showForm',
  'BoardLoginController.logIn',
];

describe('the routes of the gateway', () => {
  const all = routes(controllers);

  it('each name a permission, but for those that are open', () => {
    const closed = all.filter(({ handler }) => Reflect.getMetadata(PUBLIC, handler) !== true);
    const unnamed = closed.filter(({ handler }) => {
      return !PERMISSIONS.includes(Reflect.getMetadata(PERMISSION, handler) as never);
    });
    expect(closed.length).toBeGreaterThan(40);
    expect(unnamed).toEqual([]);
  });

  it('are open only where that was decided', () => {
    const open = all.filter(({ handler }) => Reflect.getMetadata(PUBLIC, handler) === true);
    expect(open.map(({ name }) => name)).toEqual(opened);
  });
});

describe('the roles', () => {
  it('give an administrator everything and nobody nothing', () => {
    expect(PERMISSIONS.filter((each) => !rolesAllow(['admin'], each))).toEqual([]);
    expect(PERMISSIONS.filter((each) => rolesAllow([], each))).toEqual([]);
  });

  it('let a viewer only read', () => {
    expect(ROLE_PERMISSIONS.viewer.filter((each) => !each.endsWith('.read'))).toEqual([]);
  });
});
