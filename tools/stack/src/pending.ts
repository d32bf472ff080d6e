import { join } from 'node:path'

import { createLog } from '@kindred/runtime'

import { createApp } from './apps.js'
import type { EnvironmentPlan } from './environment.js'
import { type ServiceName, serviceNames } from './names.js'
import { planPorts } from './ports.js'
import { generateSecrets } from './secrets.js'

/** The migrations that would run on these databases, a line each, in the order in which services are taken to a new version; changes nothing. */
export async function listAllPending(
  urlOf: (service: ServiceName) => string,
  dataDir: string,
): Promise<readonly string[]> {
  const secrets = generateSecrets()
  const plan: EnvironmentPlan = {
    ports: planPorts(8080),
    secrets,
    botToken: secrets.botToken,
    databaseUrls: Object.fromEntries(serviceNames.map((name) => [name, urlOf(name)])) as Record<
      ServiceName,
      string
    >,
    mediaFolder: join(dataDir, 'media'),
    logLevel: 'error',
    rateLimitScale: 1,
    inherited: {},
  }
  const logOf = (name: string) => createLog({ name, level: 'error', pretty: true })
  const lines: string[] = []
  for (const service of serviceNames)
    lines.push(...((await createApp(service, { plan, logOf }).pending?.()) ?? []))
  return lines
}
