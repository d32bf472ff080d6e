import { InlineKeyboard } from 'grammy'

import { type Question, talkData } from '../question.js'

/** Photos, as many as the person sends; the button goes on. */
export const photos: Question = {
  ask: ({ t }) => ({
    text: t('talk-photos'),
    keyboard: new InlineKeyboard().text(t('onboarding-skip'), talkData('photos', 'done')),
  }),
  async hear({ ctx, receivePhotos, t }) {
    const received = await receivePhotos(ctx)
    if (received === undefined || received === 'no profile') return undefined
    const keyboard = new InlineKeyboard().text(t('talk-go-on'), talkData('photos', 'done'))
    return { type: 'again', asked: { text: `${received.words}\n\n${t('talk-photos-more')}`, keyboard } }
  },
  press: ({ talk }) => Promise.resolve({ type: 'answered', draft: talk.draft }),
}
