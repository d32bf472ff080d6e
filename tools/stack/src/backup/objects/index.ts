import { resolve } from 'node:path'

import { openBucketObjects } from './bucket-objects.js'
import { createFolderObjects } from './folder-objects.js'
import type { ObjectStore } from './objects.js'

/** Where backups lie: a folder, or a bucket by its address. */
export const openObjects = (place: string, environment: NodeJS.ProcessEnv): Promise<ObjectStore> =>
  /^https?:\/\//.test(place)
    ? openBucketObjects(place, environment)
    : Promise.resolve(createFolderObjects(resolve(place)))
