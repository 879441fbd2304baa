import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MACHINE_DETECTOR_MODES, type MachineDetectorMode } from '@libs/watch';

/** What detection needs besides a database and a broker. */
export class DetectionConfig {
  /** In shadow it tells nothing: on the simulated plant it raises too many false alarms yet. */
  @IsIn([...MACHINE_DETECTOR_MODES]) machineDetector: MachineDetectorMode = 'active';
  /** How long an ended backtest is kept; what a decision took over of it stays. */
  @IsInt() @Min(1) @Max(36_500) backtestsRetentionDays = 180;
}
