import { Real, Whole } from '@libs/contracts';

/** The plant in figures; null where the agent that knows does not answer now. */
export class OverviewView {
  @Whole({ nullable: true }) readings!: number | null;
  @Real({ nullable: true }) readingsPerSecond!: number | null;
  @Whole({ nullable: true }) rejected!: number | null;
  @Whole({ nullable: true }) anomalies!: number | null;
  @Whole({ nullable: true }) alarms!: number | null;
  @Whole({ nullable: true }) openAlarms!: number | null;
  @Whole({ nullable: true }) cases!: number | null;
  @Whole({ nullable: true }) workOrders!: number | null;
  @Whole({ nullable: true }) notifications!: number | null;
}
