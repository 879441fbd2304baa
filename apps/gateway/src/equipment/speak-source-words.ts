import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { EquipmentView } from '@libs/contracts';
import { map, type Observable } from 'rxjs';
import { isListAnswer } from '../http/envelope.js';
import { headerOf, type HttpReply, type HttpRequest } from '../http/request.js';
import { inOurWords, queryInOurWords, vocabularyOf, withSourceNames } from './source-words.js';

const isEquipment = (value: unknown): value is EquipmentView =>
  typeof value === 'object' && value !== null && 'code' in value && 'onlineStatus' in value;

/** Takes equipment in and tells it in the names of every system that ours stands in for. */
@Injectable()
export class SpeakSourceWords implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const prefer = headerOf(request, 'prefer');
    const vocabulary = vocabularyOf(prefer, request.body, request.query);
    const languages = headerOf(request, 'accept-language');
    // Interceptors come before pipes, so the contract is held against our words.
    request.body = inOurWords(request.body);
    request.query = queryInOurWords(request.query);
    void context.switchToHttp().getResponse<HttpReply>().header('Vary', 'Prefer, Accept-Language');
    const tell = (value: unknown): unknown =>
      isEquipment(value) ? withSourceNames(value, vocabulary, languages) : value;
    return next
      .handle()
      .pipe(map((answer: unknown) => (isListAnswer(answer) ? answer.told(tell) : tell(answer))));
  }
}
