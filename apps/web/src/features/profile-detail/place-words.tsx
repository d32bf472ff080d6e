/** The town and how far away it is, as far as either is known. */
export function PlaceWords({ city, distance }: { city: string | undefined; distance: string | undefined }) {
  return (
    <>
      {city && <bdi>{city}</bdi>}
      {city && distance && ' · '}
      {distance}
    </>
  )
}
