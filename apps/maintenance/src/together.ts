import { CommentOnWorkOrderHandler } from './commands/together/comment-on-work-order.command.js';
import {
  RelateWorkOrderHandler,
  UnrelateWorkOrderHandler,
} from './commands/together/relate-work-orders.command.js';
import { SignWorkOrderHandler } from './commands/together/sign-work-order.command.js';
import { AwaitSignature } from './life-cycle/await-signature.js';
import { ChangeOrder } from './life-cycle/change-order.js';
import { FindWhatIsMissing } from './life-cycle/find-what-is-missing.js';
import { RelateOrders } from './life-cycle/relate-orders.js';
import { SignOrder } from './life-cycle/sign-order.js';
import { CommentRepository } from './persistence/together/comment.repository.js';
import { RelationRepository } from './persistence/together/relation.repository.js';
import { SignatureRepository } from './persistence/together/signature.repository.js';
import { ListWorkOrderCommentsHandler } from './queries/together/list-work-order-comments.query.js';
import { ListWorkOrderRelationsHandler } from './queries/together/list-work-order-relations.query.js';
import { ListWorkOrderSignaturesHandler } from './queries/together/list-work-order-signatures.query.js';

/** What people do about work orders together: comments, relations, signatures. */
export const together = {
  answers: [
    CommentOnWorkOrderHandler,
    ListWorkOrderCommentsHandler,
    RelateWorkOrderHandler,
    UnrelateWorkOrderHandler,
    ListWorkOrderRelationsHandler,
    SignWorkOrderHandler,
    ListWorkOrderSignaturesHandler,
  ],
  providers: [
    AwaitSignature,
    ChangeOrder,
    CommentRepository,
    FindWhatIsMissing,
    RelateOrders,
    RelationRepository,
    SignatureRepository,
    SignOrder,
  ],
};
