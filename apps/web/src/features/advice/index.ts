export { AdviceNote } from './advice-note.js'
export { useNudge } from './use-nudge.js'
export { NudgeSheet } from './nudge-sheet.js'
