import { GrammyError } from 'grammy'

/** Edits a message; false when Telegram has it no more, or does not let it be changed. */
export async function isEdited(edit: () => Promise<unknown>): Promise<boolean> {
  try {
    await edit()
    return true
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    // It was edited before, and the word of that got lost.
    if (error.description.includes('message is not modified')) return true
    if (/message (to edit not found|can't be edited)|MESSAGE_ID_INVALID/.test(error.description)) return false
    throw error
  }
}
