import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { UnitOfWork } from '@libs/database';
import { GatewayRepository } from '../persistence/gateway.repository.js';
import { GatewayIntake } from './gateway-intake.js';

const EVERY_MS = 5_000;
const ACTIVE_MINUTES = 10;

/** Watermarks travel without confirmation: a gateway that missed its last one is told again. */
@Injectable()
export class AnnounceWatermarks implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('watermarks');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly gateways: GatewayRepository,
    private readonly intake: GatewayIntake,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.announce(), EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async announce(): Promise<void> {
    try {
      const watermarks = await this.unitOfWork.system((tx) =>
        this.gateways.recentWatermarks(ACTIVE_MINUTES, tx),
      );
      this.intake.tell(watermarks);
    } catch (error) {
      this.logger.warn(`not announced: ${String(error)}`);
    }
  }
}
