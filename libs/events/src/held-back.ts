/** The failure code of an event that was left alone because an earlier one of its aggregate failed. */
export const heldBack = 'HELD_BACK'
