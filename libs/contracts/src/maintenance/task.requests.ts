import {
  CommandContract,
  QueryContract,
  Request,
  requestOf,
} from '../envelope/request-contract.js';
import { Choice, Flag, Instant, Real, Text, TextList, Uuid, Whole } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';

/** When a task is due: isolation before the work starts, the work itself before it is completed. */
export const TASK_PHASES = ['isolation', 'work'] as const;
export type TaskPhase = (typeof TASK_PHASES)[number];

/** What the result of a task is. */
export const RESULT_KINDS = ['pass_fail', 'number', 'text', 'choice', 'photo'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

/** How a task ended that is passed or failed; any task may turn out not to apply. */
export const TASK_OUTCOMES = ['pass', 'fail', 'not_applicable'] as const;
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

/** What a task asks for. */
export class TaskDefinition {
  @Text({ max: 1000, example: 'Measure the play of the coupling' }) text!: string;
  @Choice(RESULT_KINDS) resultKind!: ResultKind;
  @Choice(TASK_PHASES, { optional: true, default: 'work' }) phase?: TaskPhase;
  @Flag({ optional: true, description: 'Blocks completion until it is done' }) required?: boolean;
  @Text({ max: 30, optional: true, description: 'UCUM' }) unit?: string;
  @Real({ optional: true, description: 'Lowest number that is good' }) low?: number;
  @Real({ optional: true, description: 'Highest number that is good' }) high?: number;
  @TextList({ max: 30, optional: true, description: 'What may be chosen' }) choices?: string[];
}

/** One task of a work order, and its result once there is one. */
export class TaskView {
  @Uuid() id!: string;
  @Uuid() workOrderId!: string;
  @Whole({ min: 1 }) position!: number;
  @Text({ max: 1000 }) text!: string;
  @Choice(TASK_PHASES) phase!: TaskPhase;
  @Choice(RESULT_KINDS) resultKind!: ResultKind;
  @Flag() required!: boolean;
  @Text({ max: 30, nullable: true }) unit!: string | null;
  @Real({ nullable: true }) low!: number | null;
  @Real({ nullable: true }) high!: number | null;
  @TextList({ max: 30, nullable: true }) choices!: string[] | null;
  @Choice(TASK_OUTCOMES, { nullable: true }) outcome!: TaskOutcome | null;
  @Real({ nullable: true }) number!: number | null;
  @Flag({ nullable: true, description: 'Whether the number is within the limits' })
  withinLimits!: boolean | null;
  @Text({ max: 4000, nullable: true }) answer!: string | null;
  @Uuid({ nullable: true }) documentId!: string | null;
  @Text({ max: 1000, nullable: true }) note!: string | null;
  @Text({ max: 120, nullable: true }) doneBy!: string | null;
  @Instant({ nullable: true }) doneAt!: string | null;
  @Uuid({ optional: true, description: 'The plan that asks for it' }) planId?: string;
  @Whole({ min: 1, optional: true, description: 'As its plan was then' }) planVersion?: number;
}

/** Asks for the tasks of a work order, in their order. */
@QueryContract('maintenance.list-tasks')
export class ListTasks extends PageRequest<TaskView> {
  @Uuid() workOrderId!: string;
}

/** Adds a task to a work order. */
@CommandContract('maintenance.add-task')
export class AddTask extends requestOf<TaskView>()(TaskDefinition) {
  @Uuid() workOrderId!: string;
}

/** Takes away a task that has no result. */
@CommandContract('maintenance.remove-task')
export class RemoveTask extends Request<TaskView> {
  @Uuid() workOrderId!: string;
  @Uuid() taskId!: string;
}

/** Records what came of a task; what is given has to fit what the task asks for. */
@CommandContract('maintenance.record-task-result')
export class RecordTaskResult extends Request<TaskView> {
  @Uuid() workOrderId!: string;
  @Uuid() taskId!: string;
  @Choice(TASK_OUTCOMES, { optional: true }) outcome?: TaskOutcome;
  @Real({ optional: true }) number?: number;
  @Text({ max: 4000, optional: true, description: 'A text, or the choice' }) answer?: string;
  @Uuid({ optional: true, description: 'The photo' }) documentId?: string;
  @Text({ max: 1000, optional: true }) note?: string;
}
