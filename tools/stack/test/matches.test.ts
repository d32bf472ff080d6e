import { itMatchesCrowd } from './matched-crowd.js'

// A thousand pairs at night.
itMatchesCrowd(25)
