import { IsIn, IsString, Matches } from 'class-validator';

/** What it takes to reach people. */
export class NotificationConfig {
  /** Without it there are no e-mail contacts. */
  @Matches(/^(smtps?:\/\/\S+)?$/, { message: 'must be smtp://user:password@host:port' })
  smtpUrl = '';

  @IsString() smtpFrom = 'Millwright <millwright@localhost>';

  /** `true` lets webhooks go over plain HTTP, to any port, and to addresses inside the plant. */
  @IsIn(['true', 'false']) webhookAllowPrivate = 'false';

  /** How long to wait after the first, second, … failed attempt; one more ends the matter. */
  @Matches(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, { message: 'must be seconds, e.g. 5,30,120' })
  deliveryDelaysSeconds = '5,30,120,600,3600,21600,86400';
}
