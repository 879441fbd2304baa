import { OmitType } from '@nestjs/swagger';
import {
  AddTask,
  ListTasks,
  RecordTaskResult,
  SetRequiredSkills,
  SetSafetyPlan,
} from '@libs/contracts';

/** What has to be done. */
export class AddTaskBody extends OmitType(AddTask, ['workOrderId'] as const) {}

/** What came of it. */
export class TaskResultBody extends OmitType(RecordTaskResult, [
  'workOrderId',
  'taskId',
] as const) {}

/** Which page. */
export class TasksQuery extends OmitType(ListTasks, ['workOrderId'] as const) {}

/** The skills that the work needs. */
export class RequiredSkillsBody extends OmitType(SetRequiredSkills, ['workOrderId'] as const) {}

/** Every source of energy, and how it is locked out. */
export class SafetyPlanBody extends OmitType(SetSafetyPlan, ['equipmentId'] as const) {}
