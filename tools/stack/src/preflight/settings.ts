import { readConfig as readBotConfig } from '@kindred/bot'
import { ConfigError, type ConfigFault } from '@kindred/runtime'

import { botEnvironment, environmentOf, type EnvironmentPlan } from '../environment.js'
import { appNames } from '../names.js'
import { settingsOf } from '../settings.js'

/** What the apps will refuse of their settings, each setting once: told before anything starts. */
export function faultsOfApps(plan: EnvironmentPlan, { bot }: { readonly bot: boolean }): ConfigFault[] {
  const front = { gatewayUrl: 'http://127.0.0.1:8080', telegramRoot: undefined }
  const faults = [
    ...appNames.flatMap((app) => faultsOf(() => settingsOf[app](environmentOf(app, plan)))),
    ...(bot ? faultsOf(() => readBotConfig(botEnvironment(plan, front))) : []),
  ]
  return faults.filter((fault, index) => faults.findIndex(({ name }) => name === fault.name) === index)
}

function faultsOf(read: () => unknown): readonly ConfigFault[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}
