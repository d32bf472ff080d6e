import type { Details } from './details.js'

type Photos = readonly { readonly media_id: string }[]

/** What a moderator held against each other. */
export type Verifiable = Pick<Details, 'name' | 'birth_date' | 'gender'> & { readonly photos: Photos }

const facts = ['name', 'birth_date', 'gender'] as const

/** Which changes take a verification back: another name, birth date, gender or first photo, and photos that the moderator did not see. */
export function lostBy(before: Verifiable, changes: Partial<Verifiable>): string[] {
  const lost: string[] = facts.filter((fact) => changes[fact] !== undefined && changes[fact] !== before[fact])
  const after = changes.photos ?? before.photos
  return allSeen(before.photos, after) && isFirstKept(before.photos, after) ? lost : [...lost, 'photos']
}

/** True when a moderator who saw the photos before has seen them all: a new face must be checked again. */
const allSeen = (before: Photos, after: Photos): boolean =>
  after.every((photo) => before.some(({ media_id }) => media_id === photo.media_id))

/** Others may show friends or places; the first is the face that people meet. Without any photo there is none to meet. */
const isFirstKept = ([before]: Photos, [after]: Photos): boolean =>
  after === undefined || after.media_id === before?.media_id
