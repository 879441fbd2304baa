import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule, NatsConfig } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { AccessConfig } from './access.config.js';
import { IssueDeviceCredentialHandler } from './commands/issue-device-credential.command.js';
import { RevokeDeviceCredentialHandler } from './commands/revoke-device-credential.command.js';
import { DeviceCredentialRepository } from './persistence/device-credential.repository.js';
import { GetDeviceCredentialHandler } from './queries/get-device-credential.query.js';
import { ListDeviceCredentialsHandler } from './queries/list-device-credentials.query.js';
import { TellRevocations } from './revoking/tell-revocations.js';

const answers = [
  IssueDeviceCredentialHandler,
  RevokeDeviceCredentialHandler,
  GetDeviceCredentialHandler,
  ListDeviceCredentialsHandler,
];

/** Lets sensor gateways in, and shuts them out. */
@Module({
  imports: [
    ConfigurationModule.for('access', AccessConfig),
    ConfigurationModule.for('access', NatsConfig),
    DatabaseModule.forSchema('access', []),
    MessagingModule.forAgent('access', { answers }),
  ],
  providers: [DeviceCredentialRepository, TellRevocations, ...answers],
})
export class AccessModule {}

export const access: AgentProgram = { agent: 'access', module: AccessModule };
