import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { EquipmentView } from '@libs/contracts';
import { map, type Observable } from 'rxjs';
import { GatewayConfig } from '../gateway.config.js';
import { isListAnswer } from '../http/envelope.js';
import { textIn } from '../http/languages.js';
import { headerOf, principalOf, type HttpReply, type HttpRequest } from '../http/request.js';
import { varyBy } from '../http/vary.js';
import {
  inOurWords,
  queryInOurWords,
  vocabularyOf,
  withoutOwnTenant,
  withSourceNames,
} from './source-words.js';

const isEquipment = (value: unknown): value is EquipmentView =>
  typeof value === 'object' && value !== null && 'code' in value && 'onlineStatus' in value;

/** Takes equipment in and tells it in the names of every system that ours stands in for. */
@Injectable()
export class SpeakSourceWords implements NestInterceptor {
  constructor(private readonly config: GatewayConfig) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const reply = context.switchToHttp().getResponse<HttpReply>();
    const { tenantId } = principalOf(request).caller;
    const prefer = headerOf(request, 'prefer');
    const vocabulary = vocabularyOf(prefer, request.body, request.query);
    // Interceptors come before pipes, so the contract is held against our words.
    request.body = inOurWords(withoutOwnTenant(request.body, tenantId));
    request.query = queryInOurWords(withoutOwnTenant(request.query, tenantId));
    varyBy(reply, 'Prefer', 'Accept-Language');
    const wanted = headerOf(request, 'accept-language');
    const languages = new Set<string>();
    const tell = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(tell);
      if (!isEquipment(value)) return value;
      const own = { text: value.name, language: this.config.defaultLanguage };
      const name = textIn(wanted, own, value.names);
      languages.add(name.language);
      return withSourceNames(value, vocabulary, name.text, tenantId);
    };
    return next.handle().pipe(
      map((answer: unknown) => {
        const told = isListAnswer(answer) ? answer.told(tell) : tell(answer);
        if (languages.size > 0) void reply.header('Content-Language', [...languages].join(', '));
        return told;
      }),
    );
  }
}
