import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, Public } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Gone, One } from '../docs/answers.js';
import { NoIdempotencyKey } from '../docs/no-idempotency-key.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import {
  LoginInput,
  LoginView,
  LogoutInput,
  MeView,
  OwnPassword,
  RefreshInput,
  TokensView,
  VerifiedView,
  VerifyInput,
} from './auth.dto.js';
import { ChangeOwnPassword } from './change-own-password.js';
import { Login } from './login.js';
import { Refresh } from './refresh.js';
import { SignOut } from './sign-out.js';
import { Verify } from './verify.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly login: Login,
    private readonly verify: Verify,
    private readonly refresh: Refresh,
    private readonly signOut: SignOut,
    private readonly changeOwnPassword: ChangeOwnPassword,
  ) {}

  @Post('login')
  @Public()
  @NoIdempotencyKey('Each login opens a session of its own')
  @One(LoginView, 'Turns a name and a password into tokens, and sets a cookie')
  logIn(
    @Body() input: LoginInput,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<LoginView> {
    return this.login.run(input, request, reply);
  }

  @Post('verify')
  @Public()
  @NoIdempotencyKey('Each sign-in opens a session of its own')
  @One(VerifiedView, 'Turns the token of an external issuer, such as Firebase, into tokens of ours')
  verifyToken(
    @Body() input: VerifyInput,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<VerifiedView> {
    return this.verify.run(input, request, reply);
  }

  @Post('refresh')
  @Public()
  @NoIdempotencyKey('A refresh token is good for one time: used again, it ends its session')
  @One(TokensView, 'Turns a refresh token into the next tokens of its session')
  refreshTokens(
    @Body() { refreshToken }: RefreshInput,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<TokensView> {
    return this.refresh.run(refreshToken, reply);
  }

  @Post('logout')
  @Public()
  @NoIdempotencyKey('A session ends once; to end it again changes nothing')
  @Gone('Ends the session of the bearer token, the cookie or the refresh token shown')
  async logOut(
    @Body() { refreshToken }: LogoutInput,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<void> {
    await this.signOut.run(refreshToken, request, reply);
  }

  @Post('password')
  @Permission('account.manage')
  @Gone('Changes your own password; your other sessions end')
  changePassword(
    @Body() input: OwnPassword,
    @CurrentPrincipal() principal: Principal,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    return this.changeOwnPassword.run(input, principal, asking);
  }

  @Get('me')
  @Permission('account.read')
  @One(MeView, 'Who the token says you are, and what you may do')
  me(@CurrentPrincipal() { by, userId, sessionId, caller, expiresAt }: Principal): MeView {
    return {
      id: userId,
      tenantId: caller.tenantId,
      username: caller.name,
      by,
      roles: caller.roles,
      permissions: caller.permissions,
      ...(sessionId !== undefined && { sessionId }),
      tokenExpiresAt: expiresAt.toISOString(),
    };
  }
}
