import { fileURLToPath } from 'node:url'

import { pruneGenerated } from './prune.js'
import { speedUpMessages } from './speed-up-messages.js'
import { stripEnumPrefixes } from './strip-enum-prefixes.js'
import { writeClient } from './write-client.js'
import { writeDescriptors } from './write-descriptors.js'
import { writeMigrations } from './write-migrations.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const descriptors = writeDescriptors(root)
stripEnumPrefixes(root, descriptors)
pruneGenerated(root)
speedUpMessages(root)
writeMigrations(root)

// The model reads the descriptors that were written just now.
const { readContract } = await import('@kindred/rpc')
const { writeApiTable } = await import('./write-api-table.js')
const { writeFacts } = await import('./facts/write-facts.js')
const contract = readContract(descriptors)
writeFacts(root, contract)
writeClient(root, contract)
writeApiTable(root, contract)
