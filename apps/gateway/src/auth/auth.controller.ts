import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { One } from '../docs/answers.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { accountView } from '../persistence/account.repository.js';
import { LoginInput, LoginView, MeView } from './auth.dto.js';
import { Login } from './login.js';
import { CurrentPrincipal, Permission, Public } from './permission.js';
import { PERMISSIONS, rolesAllow } from './permissions.js';
import type { Principal } from './principal.js';
import { TOKEN_SECONDS } from './tokens.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(private readonly login: Login) {}

  @Post('login')
  @Public()
  @One(LoginView, 'Turns a name and a password into a token, and sets it as a cookie')
  async logIn(
    @Body() input: LoginInput,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<LoginView> {
    const { account, token } = await this.login.run(input, request, reply);
    return {
      accessToken: token,
      tokenType: 'Bearer',
      expiresInSeconds: TOKEN_SECONDS,
      user: accountView(account),
    };
  }

  @Get('me')
  @Permission('account.read')
  @One(MeView, 'Who the token says you are')
  me(@CurrentPrincipal() { userId, caller, expiresAt }: Principal): MeView {
    return {
      id: userId,
      tenantId: caller.tenantId,
      username: caller.name,
      roles: caller.roles,
      permissions: PERMISSIONS.filter((each) => rolesAllow(caller.roles, each)),
      tokenExpiresAt: expiresAt.toISOString(),
    };
  }
}
