import { AppError } from '@kindred/kernel'

export const targetIsSelf = () =>
  new AppError({
    kind: 'invalid',
    code: 'TARGET_IS_SELF',
    detail: 'Nobody can report themselves.',
    fields: [{ pointer: '/target_user_id', code: 'NOT_ALLOWED', detail: 'This is the caller.' }],
  })
