export { PauseList } from './pause-list.js'
export { usePause } from './use-pause.js'
