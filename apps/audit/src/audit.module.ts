import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule } from '@libs/jobs';
import { MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { AuditConfig } from './audit.config.js';
import { ExportFile } from './heads/export-file.js';
import { HeadSigner } from './heads/head-signer.js';
import { SignAuditHeadJob } from './jobs/sign-audit-head.job.js';
import { EntryListRepository } from './persistence/entry-list.repository.js';
import { EntryRepository } from './persistence/entry.repository.js';
import { HeadRepository } from './persistence/head.repository.js';
import { GetAuditEntryHandler } from './queries/get-audit-entry.query.js';
import { GetAuditHeadHandler } from './queries/get-audit-head.query.js';
import { GetAuditKeyHandler } from './queries/get-audit-key.query.js';
import { ListAuditEntriesHandler } from './queries/list-audit-entries.query.js';
import { ListSignedAuditHeadsHandler } from './queries/list-signed-audit-heads.query.js';
import { AuditReader } from './recording/audit-reader.js';
import { RecordEvents } from './recording/record-events.js';

const readers = [AuditReader];
const answers = [
  ListAuditEntriesHandler,
  GetAuditEntryHandler,
  GetAuditHeadHandler,
  GetAuditKeyHandler,
  ListSignedAuditHeadsHandler,
];
const jobs = [SignAuditHeadJob];
const repositories = [EntryRepository, EntryListRepository, HeadRepository];

/** Keeps who did what, when, before and after. */
@Module({
  imports: [
    ConfigurationModule.for('audit', AuditConfig),
    DatabaseModule.forSchema('audit', []),
    JobsModule.forAgent('audit', jobs),
    MessagingModule.forAgent('audit', { readers, answers }),
  ],
  providers: [
    ...repositories,
    ...readers,
    ...answers,
    ...jobs,
    RecordEvents,
    HeadSigner,
    ExportFile,
  ],
})
export class AuditModule {}

export const audit: AgentProgram = { agent: 'audit', module: AuditModule };
