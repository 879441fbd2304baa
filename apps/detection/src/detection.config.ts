import { IsIn } from 'class-validator';
import { MACHINE_DETECTOR_MODES, type MachineDetectorMode } from '@libs/watch';

/** What detection needs besides a database and a broker. */
export class DetectionConfig {
  /** In shadow it tells nothing: on the simulated plant it raises too many false alarms yet. */
  @IsIn([...MACHINE_DETECTOR_MODES]) machineDetector: MachineDetectorMode = 'active';
}
