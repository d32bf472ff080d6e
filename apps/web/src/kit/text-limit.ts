import { countText, type TextShape } from '@kindred/kernel/text'

export interface TextLimit {
  readonly most: number
  readonly shape: TextShape
}

/** How many characters of a text are left; below zero it is too long to be kept. */
export const leftOf = (text: string, { most, shape }: TextLimit): number => most - countText(text, shape)
