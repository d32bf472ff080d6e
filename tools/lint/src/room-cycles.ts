import type { Import } from './imports.js'

/** What lies side by side in one folder (rooms, or the files of one room) and imports each other in a circle. */
export interface RoomCycle {
  readonly folder: string
  readonly rooms: readonly string[]
  /** The imports that make the circle. */
  readonly imports: readonly Import[]
}

interface Step extends Import {
  readonly folder: string
  readonly fromRoom: string
  readonly toRoom: string
}

/**
 * The circles between the rooms of every folder. An import counts in the innermost folder that holds both of its files; a file beside
 * the rooms is a room of its own, so that `deck/` → `context.ts` → `deck/` is found too.
 */
export function findRoomCycles(imports: readonly Import[]): RoomCycle[] {
  const steps = imports.filter(({ from, to }) => from !== to).map(stepOf)
  const folders = [...new Set(steps.map(({ folder }) => folder))].sort()
  return folders.flatMap((folder) =>
    cyclesAmong(
      folder,
      steps.filter((step) => step.folder === folder),
    ),
  )
}

function stepOf({ from, to }: Import): Step {
  const [fromParts, toParts] = [from.split('/'), to.split('/')]
  const depth = fromParts.findIndex((part, index) => part !== toParts[index])
  return {
    from,
    to,
    folder: fromParts.slice(0, depth).join('/'),
    fromRoom: fromParts[depth]!,
    toRoom: toParts[depth]!,
  }
}

function cyclesAmong(folder: string, steps: readonly Step[]): RoomCycle[] {
  const next = new Map<string, Set<string>>()
  for (const { fromRoom, toRoom } of steps) next.set(fromRoom, (next.get(fromRoom) ?? new Set()).add(toRoom))
  const reached = new Map([...next.keys()].map((room) => [room, reachableFrom(room, next)]))
  const mutual = (a: string, b: string): boolean => !!reached.get(a)?.has(b) && !!reached.get(b)?.has(a)
  const inCircle = [...next.keys()].filter((room) => mutual(room, room)).sort()
  const circles = new Map(
    inCircle.map((room) => {
      const rooms = inCircle.filter((other) => mutual(room, other))
      return [rooms.join(), rooms]
    }),
  )
  return [...circles.values()].map((rooms) => ({
    folder,
    rooms,
    imports: steps.filter(({ fromRoom, toRoom }) => rooms.includes(fromRoom) && rooms.includes(toRoom)),
  }))
}

function reachableFrom(room: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>()
  const open = [room]
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const other of next.get(at) ?? [])
      if (!reached.has(other)) {
        reached.add(other)
        open.push(other)
      }
  return reached
}
