import type { Details } from './details.js'

type Photos = readonly { readonly media_id: string }[]

/** What a moderator held against each other. */
type Compared = Pick<Details, 'name' | 'birth_date' | 'gender'> & { readonly photos: Photos }

/** The same, and which photos a moderator compared; null when the badge is about none. */
export type Verifiable = Compared & {
  readonly verified: boolean
  readonly compared_photos: readonly string[] | null
}

const facts = ['name', 'birth_date', 'gender'] as const

export const idsOf = (photos: Photos): string[] => photos.map(({ media_id: id }) => id)

/** Which changes take a verification back: another name, birth date, gender or first photo, and photos that the moderator did not see. */
export function lostBy(before: Verifiable, changes: Partial<Compared>): string[] {
  const lost: string[] = facts.filter((fact) => changes[fact] !== undefined && changes[fact] !== before[fact])
  const shown = idsOf(before.photos)
  const seen = before.compared_photos ?? shown
  const after = changes.photos === undefined ? shown : idsOf(changes.photos)
  const [face] = before.verified ? seen : shown
  return isAllSeen(seen, after) && isFirstKept(face, after) ? lost : [...lost, 'photos']
}

/** Whether photos are again what the badge that fell was about: others may be missing, the first is the face. */
export const isAsCompared = (compared: readonly string[] | null, photos: Photos): boolean =>
  compared !== null && photos[0]?.media_id === compared[0] && isAllSeen(compared, idsOf(photos))

/** A new face must be checked again. */
const isAllSeen = (seen: readonly string[], after: readonly string[]): boolean =>
  after.every((id) => seen.includes(id))

/** Others may show friends or places; the first is the face that people meet. Without any photo there is none to meet. */
const isFirstKept = (face: string | undefined, [first]: readonly string[]): boolean =>
  first === undefined || first === face
