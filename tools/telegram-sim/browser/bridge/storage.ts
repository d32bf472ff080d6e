import type { AppFrame, Handlers, Params } from './frame.js'

/** What Telegram keeps for an app: per person in its cloud, and per device. */
export const storage: Handlers = {
  web_app_invoke_custom_method({ emit, settings }, { method, params, req_id: id }) {
    const cloud = openShelf(`cloud/${settings().personId}`)
    const given = (params ?? {}) as Params
    const calls: Readonly<Record<string, () => unknown>> = {
      saveStorageValue: () => (cloud.set(String(given['key']), String(given['value'])), true),
      getStorageValues: () => Object.fromEntries(names(given).map((key) => [key, cloud.get(key) ?? ''])),
      deleteStorageValues: () => (names(given).forEach(cloud.remove), true),
      getStorageKeys: () => cloud.keys(),
      getCurrentTime: () => Math.floor(Date.now() / 1000),
    }
    const call = calls[String(method)]
    emit(
      'custom_method_invoked',
      call === undefined ? { req_id: id, error: 'METHOD_INVALID' } : { req_id: id, result: call() },
    )
  },

  web_app_device_storage_save_key(frame, { key, value, req_id: id }) {
    if (typeof value === 'string') deviceShelf(frame).set(String(key), value)
    else deviceShelf(frame).remove(String(key))
    frame.emit('device_storage_key_saved', { req_id: id })
  },
  web_app_device_storage_get_key: (frame, { key, req_id: id }) =>
    frame.emit('device_storage_key_received', {
      req_id: id,
      value: deviceShelf(frame).get(String(key)) ?? null,
    }),
  web_app_device_storage_clear(frame, { req_id: id }) {
    const shelf = deviceShelf(frame)
    shelf.keys().forEach(shelf.remove)
    frame.emit('device_storage_cleared', { req_id: id })
  },
}

interface Shelf {
  get(key: string): string | undefined
  set(key: string, value: string): void
  remove(key: string): void
  keys(): readonly string[]
}

const deviceShelf = ({ settings }: AppFrame): Shelf => openShelf(`device/${settings().personId}`)

/** The values of one person in this browser's storage. */
function openShelf(name: string): Shelf {
  const prefix = `${name}/`
  return {
    get: (key) => localStorage.getItem(prefix + key) ?? undefined,
    set: (key, value) => localStorage.setItem(prefix + key, value),
    remove: (key) => localStorage.removeItem(prefix + key),
    keys: () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  }
}

/** The keys of a call: a list or one name. */
function names({ keys }: Params): string[] {
  if (Array.isArray(keys)) return keys.map(String)
  return typeof keys === 'string' ? [keys] : []
}
