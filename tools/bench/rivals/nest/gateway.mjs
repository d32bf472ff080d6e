import {
  Controller,
  Get,
  Inject,
  Module,
  Req,
  UnauthorizedException,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ClientsModule, Transport } from '@nestjs/microservices'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { tap } from 'rxjs'

import { contract } from './contract.mjs'
import { decorate } from './decorate.mjs'

class AnswerInterceptor {
  constructor(observe, tagOf) {
    this.observe = observe
    this.tagOf = tagOf
  }

  intercept(context, next) {
    const from = performance.now()
    const reply = context.switchToHttp().getResponse()
    return next.handle().pipe(
      tap((body) => {
        reply.header('etag', this.tagOf(JSON.stringify(body)))
        this.observe((performance.now() - from) / 1000)
      }),
    )
  }
}

/**
 * A gateway of Nest on Fastify in front of that service. `check` says whose token it is, `limit` counts a request and answers with the
 * headers of its limit, `observe` takes the seconds of an answer, `tagOf` makes its entity tag.
 */
export async function startGateway({ address, check, limit, observe, tagOf }) {
  class TokenGuard {
    async canActivate(context) {
      const request = context.switchToHttp().getRequest()
      request.userId = await check(request.headers.authorization)
      if (request.userId === undefined) throw new UnauthorizedException()
      return true
    }
  }

  class LimitGuard {
    async canActivate(context) {
      const http = context.switchToHttp()
      http.getResponse().headers(await limit(http.getRequest().userId))
      return true
    }
  }

  class ProfileController {
    constructor(client) {
      this.client = client
    }

    onModuleInit() {
      this.service = this.client.getService('ProfileService')
    }

    me(request) {
      return this.service.getMyProfile({ user_id: request.userId })
    }
  }
  decorate(ProfileController, {
    own: [Controller('v1/profiles'), UseGuards(new TokenGuard(), new LimitGuard())],
    constructed: [Inject('PROFILE')],
    methods: {
      me: { by: [Get('me'), UseInterceptors(new AnswerInterceptor(observe, tagOf))], parameters: [Req()] },
    },
  })

  class GatewayModule {}
  const client = { name: 'PROFILE', transport: Transport.GRPC, options: { ...contract, url: address } }
  decorate(GatewayModule, {
    own: [Module({ imports: [ClientsModule.register([client])], controllers: [ProfileController] })],
  })
  const app = await NestFactory.create(GatewayModule, new FastifyAdapter(), { logger: ['error'] })
  await app.listen(0, '127.0.0.1')
  return { port: app.getHttpServer().address().port }
}
