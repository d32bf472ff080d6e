import { posix } from 'node:path'

/** @import { Wall } from './walls.mjs' */

/**
 * What one import asks for. Paths begin at the root of the repository and have forward slashes.
 * @typedef {object} Asked
 * @property {string} from The importing file.
 * @property {string} of What it imports, as written.
 * @property {string[]} names The exports it takes; `*` for all of them.
 */

/**
 * Whether an import goes through a wall, however its path is written.
 * @param {Wall} wall
 * @param {Asked} asked
 * @returns {boolean}
 */
export function crosses(wall, { from, of, names }) {
  if (!of.startsWith('.')) return entersPackage(wall, of, names)
  const to = posix.join(posix.dirname(from), of).replace(/\.js$/, '')
  return entersRoom(wall, from, to) || passesDoor(wall, from, to) || breaksOrder(wall, from, to)
}

function entersPackage({ packages = [], exports = {} }, of, names) {
  if (packages.some((name) => of === name || (name.endsWith('/*') && of.startsWith(name.slice(0, -1)))))
    return true
  const refused = exports[of] ?? []
  return names.some((name) => refused.length > 0 && (name === '*' || refused.includes(name)))
}

function entersRoom({ rooms = [], folders = [], sealed = false }, from, to) {
  const source = sourceOf(from)
  if (sealed && !isWithin(roomOf(source, from), to)) return true
  return (
    rooms.some((room) => isWithin(`${source}/${room}`, to)) || folders.some((folder) => isWithin(folder, to))
  )
}

/** An import past the index.ts of another room. */
function passesDoor({ doors }, from, to) {
  if (doors === undefined || !isWithin(doors, to)) return false
  const room = roomOf(doors, to)
  return room !== roomOf(doors, from) && to !== `${room}/index`
}

/** An import of another room than the wall's order names; a room that it does not name may import none. */
function breaksOrder({ order }, from, to) {
  if (order === undefined || !isWithin(order.of, to)) return false
  const [mine, other] = [from, to].map((path) => path.slice(order.of.length + 1).split('/'))
  // Files beside the rooms are no rooms.
  if (mine.length === 1 || other.length === 1 || mine[0] === other[0]) return false
  return !(order.rooms[mine[0]] ?? []).includes(other[0])
}

/** `apps/chat/src` of `apps/chat/src/rpc/send.ts`. */
const sourceOf = (path) => path.split('/').slice(0, 3).join('/')

/** The folder of a path right below `folder`. */
const roomOf = (folder, path) => `${folder}/${path.slice(folder.length + 1).split('/')[0]}`

/** Whether a path is the file or lies in the folder; `*` stands for any one name. */
function isWithin(folder, path) {
  const parts = path.split('/')
  return folder.split('/').every((part, index) => part === '*' || part === parts[index])
}
