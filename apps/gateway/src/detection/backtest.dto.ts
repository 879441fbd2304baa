import { OmitType } from '@nestjs/swagger';
import { ListBacktestAlarms } from '@libs/contracts';

/** Which page, and of which machine. */
export class BacktestAlarmsQuery extends OmitType(ListBacktestAlarms, ['backtestId'] as const) {}
