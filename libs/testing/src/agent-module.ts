import { Module, type Type } from '@nestjs/common';
import { agentRow, PARTITIONS, type ContractClass, type LogName } from '@libs/contracts';
import { DatabaseModule } from '@libs/database';
import {
  answeredRequestOf,
  Answers,
  handledEventOf,
  Handles,
  MessagingModule,
  Reads,
  type Entrances,
  type EventHandlerClass,
  type LogReaderClass,
  type RequestHandlerClass,
} from '@libs/messaging';

/** A module of an agent with entrances of a test's own; the rest of its row does nothing. */
export function agentModule(agent: string, given: Entrances): Type {
  const row = agentRow(agent);
  const { handlers = [], answers = [], readers = [] } = given;
  const handled = handlers.map(handledEventOf);
  const answered = answers.map(answeredRequestOf);
  const entrances = {
    handlers: [
      ...handlers,
      ...row.consumes.filter((each) => !handled.includes(each)).map(idleHandler),
    ],
    answers: [
      ...answers,
      ...row.answers.filter((each) => !answered.includes(each)).map(emptyAnswer),
    ],
    readers: readers.length > 0 || !row.reads ? readers : [idleReader(row.reads)],
  };
  @Module({
    imports: [DatabaseModule.forSchema(agent, []), MessagingModule.forAgent(agent, entrances)],
    providers: [...entrances.handlers, ...entrances.answers, ...entrances.readers],
  })
  class AgentUnderTest {}
  return AgentUnderTest;
}

function idleHandler(contract: ContractClass): EventHandlerClass {
  class IdleHandler {
    handle = () => Promise.resolve([]);
  }
  Handles(contract)(IdleHandler);
  return IdleHandler;
}

function emptyAnswer(contract: ContractClass): RequestHandlerClass {
  class EmptyAnswer {
    execute = () => Promise.resolve({ reply: {} as never });
  }
  Answers(contract as never)(EmptyAnswer);
  return EmptyAnswer;
}

function idleReader(log: LogName): LogReaderClass {
  const session = { apply: () => Promise.resolve(), checkpoint: () => Promise.resolve() };
  class IdleReader {
    readonly partitions = PARTITIONS[log];
    partitionOf = () => 0;
    open = () => Promise.resolve(session);
  }
  Reads(log)(IdleReader);
  return IdleReader;
}
