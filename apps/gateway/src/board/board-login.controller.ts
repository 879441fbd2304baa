import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { LoginInput } from '../sign-in/auth.dto.js';
import { Login } from '../sign-in/login.js';
import { Public } from '../auth/permission.js';
import { PlainAnswer } from '../http/envelope.js';
import { faultOf } from '../http/problem.js';
import type { HttpReply, HttpRequest } from '../http/request.js';

const page = (notice: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Millwright queues</title>
<style>
  body { font: 1rem system-ui; display: grid; place-content: center; min-height: 90vh }
  form { display: grid; gap: 0.75rem; width: 18rem }
  input, button { font: inherit; padding: 0.5rem }
</style>
<form method="post" action="/board-login">
  <h1>Queues</h1>
  <p role="alert">${notice}</p>
  <label>User <input name="username" autocomplete="username" required></label>
  <label>Password
    <input name="password" type="password" autocomplete="current-password" required></label>
  <button>Log in</button>
</form>
</html>
`;

@ApiExcludeController()
@PlainAnswer()
@Controller('board-login')
export class BoardLoginController {
  constructor(private readonly login: Login) {}

  @Get()
  @Public()
  showForm(@Res() reply: HttpReply): void {
    void reply.type('text/html; charset=utf-8').send(page(''));
  }

  @Post()
  @Public()
  async logIn(
    @Body() input: LoginInput,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    try {
      await this.login.run(input, request, reply);
      void reply.redirect('/board', 303);
    } catch (error) {
      const { status, headers, detail } = faultOf(error);
      void reply
        .status(status)
        .headers(headers ?? {})
        .type('text/html; charset=utf-8');
      void reply.send(page(status < 500 ? detail : 'Logging in is not possible now.'));
    }
  }
}
