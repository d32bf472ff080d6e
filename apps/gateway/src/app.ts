import fastify, { type FastifyInstance } from 'fastify'

import { type GatewayContext } from './context.js'

/** The gateway's HTTP face. */
export type App = FastifyInstance

/** A part of the gateway with hand-written routes: media, chat. What it holds open it closes in a `preClose` hook. */
export type Room = (app: App, context: GatewayContext) => void | Promise<void>

/** Builds the HTTP face: the edge first, then the routes of the contract and of the rooms. Not yet listening. */
export async function createApp(context: GatewayContext, rooms: readonly Room[]): Promise<App> {
  const app = fastify({ loggerInstance: undefined as never })
  for (const room of rooms) await app.register(async (scope) => room(scope, context))
  return app
}
