import { fileURLToPath } from 'node:url'

import { stripEnumPrefixes } from './strip-enum-prefixes.js'
import { writeDescriptors } from './write-descriptors.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const descriptors = writeDescriptors(root)
stripEnumPrefixes(root, descriptors)
