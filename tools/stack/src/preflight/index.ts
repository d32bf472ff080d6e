import type { StartConfig } from '../config.js'
import { checkDataFolder, checkDisk, checkNobodyElse } from './data-folder.js'
import type { Finding } from './finding.js'
import { checkPorts } from './ports.js'
import { checkRestored } from './restore-marker.js'

export { ownDataFolder } from './data-folder.js'
export type { Finding } from './finding.js'

/** What has to hold before anything starts. */
export async function preflight(
  config: StartConfig,
  { gatewayIsOurs = false }: { readonly gatewayIsOurs?: boolean } = {},
): Promise<Finding[]> {
  const folder = checkDataFolder(config.dataDir)
  const inside = folder.ok
    ? [checkNobodyElse(config.dataDir), checkRestored(config.dataDir), checkDisk(config.dataDir)]
    : []
  return [
    { name: 'node', ok: true, detail: process.version },
    folder,
    ...inside,
    await checkPorts(config, gatewayIsOurs),
  ]
}
