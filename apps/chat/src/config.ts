import { type EnvReader } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

/** What chat is told at start. */
export type ChatConfig = ServiceConfig

/** Reads CHAT_… and what all services share. */
export const readConfig = (env: EnvReader): ChatConfig => readServiceConfig(env, 'chat')
