import { itMatchesCrowd } from './matched-crowd.js'

itMatchesCrowd(250)
