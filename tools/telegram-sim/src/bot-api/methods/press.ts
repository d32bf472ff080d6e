import { badRequest } from '../error.js'
import type { Methods } from '../method.js'

/** The answer to a press on a button. */
export const pressMethods: Methods = {
  answerCallbackQuery(world, params) {
    const id = params.text('callback_query_id') ?? ''
    const press = world.presses.get(id)
    if (press === undefined) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    }
    world.presses.delete(id)
    press.answer({ text: params.text('text'), showAlert: params.flag('show_alert'), url: params.text('url') })
    return true
  },
}
