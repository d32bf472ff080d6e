interface ShownPhoto {
  readonly media_id: string
}

/** True when a moderator who saw the photos before has seen them all: a new face must be checked again. */
export const allSeen = (before: readonly ShownPhoto[], after: readonly ShownPhoto[]): boolean =>
  after.every((photo) => before.some(({ media_id }) => media_id === photo.media_id))
