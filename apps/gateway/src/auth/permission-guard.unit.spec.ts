import 'reflect-metadata';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { PERMISSIONS, permissionsOf, ROLE_PERMISSIONS } from '@libs/contracts';
import { controllers } from '../gateway.module.js';
import { PERMISSION, PUBLIC } from './permission.js';

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
  'CalendarFeedController.readTeamCalendar',
  'AuthController.logIn',
  'AuthController.verifyToken',
  'AuthController.refreshTokens',
  'AuthController.logOut',
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
    expect(permissionsOf(['admin'])).toEqual(PERMISSIONS);
    expect(permissionsOf([])).toEqual([]);
    expect(permissionsOf(['toString', 'night_shift'])).toEqual([]);
  });

  it('let a viewer only read, and look after the own account', () => {
    const changing = ROLE_PERMISSIONS.viewer.filter((each) => !each.endsWith('.read'));
    expect(changing).toEqual(['account.manage']);
  });
});
