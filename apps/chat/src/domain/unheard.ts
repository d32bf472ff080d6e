/** The two of a conversation, and from whom the other hears nothing without noticing. */
interface Hearing {
  readonly first_user_id: string
  readonly first_user_unheard: boolean
  readonly second_user_unheard: boolean
}

/** Whether what one of the two does is kept from the other. */
export const isUnheard = (row: Hearing, userId: string): boolean =>
  row.first_user_id === userId ? row.first_user_unheard : row.second_user_unheard
