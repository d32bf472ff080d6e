import type {
  ChatView,
  FaultsView,
  LaunchRequest,
  PersonView,
  PressView,
  SimState,
} from '../src/pages/views.js'
import type { Location } from '../src/world/types.js'

/** What the simulator's server is asked. */
export const api = {
  state: () => get<SimState>('/sim/state'),
  addPerson: () => post<PersonView>('/sim/people', {}),
  setPerson: (id: number, change: { languageCode?: string; blocked?: boolean; mayWrite?: boolean }) =>
    post<PersonView>(`/sim/people/${id}`, change, 'PATCH'),
  send: (id: number, text: string) => post<unknown>(`/sim/people/${id}/messages`, { text }),
  edit: (id: number, messageId: number, text: string) =>
    post<unknown>(`/sim/people/${id}/messages/${messageId}`, { text }, 'PATCH'),
  sendLocation: (id: number, location: Location) =>
    post<unknown>(`/sim/people/${id}/locations`, {
      latitude: location.latitude,
      longitude: location.longitude,
    }),
  press: (id: number, messageId: number, data: string) =>
    post<PressView>(`/sim/people/${id}/presses`, { messageId, data }),
  launch: (id: number, request: LaunchRequest) =>
    post<{ url: string }>(`/sim/people/${id}/launches`, request),
  setFaults: (change: object) => post<FaultsView>('/sim/faults', change),

  /** One photo, or several as an album. */
  async sendPhotos(id: number, photos: readonly Blob[]): Promise<void> {
    const [photo] = photos
    if (photo !== undefined && photos.length === 1) await sendFile(`/sim/people/${id}/photos`, photo)
    else await post(`/sim/people/${id}/albums`, { photos: await Promise.all(photos.map(base64)) })
  },

  sendVideoNote: (id: number, video: Blob) => sendFile(`/sim/people/${id}/video-notes`, video),

  /** The chat, now and whenever it changes. */
  follow(id: number, onChat: (chat: ChatView) => void): () => void {
    const source = new EventSource(`/sim/people/${id}/events`)
    source.onmessage = ({ data }) => onChat(JSON.parse(String(data)) as ChatView)
    return () => source.close()
  },
}

async function sendFile(path: string, body: Blob): Promise<void> {
  await read(await fetch(path, { method: 'POST', headers: { 'content-type': body.type }, body }))
}

async function base64(photo: Blob): Promise<string> {
  const bytes = new Uint8Array(await photo.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

const get = async <Answer>(path: string): Promise<Answer> => read<Answer>(await fetch(path))

const post = async <Answer>(path: string, body: object, method = 'POST'): Promise<Answer> =>
  read<Answer>(
    await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )

async function read<Answer>(response: Response): Promise<Answer> {
  const body: unknown = await response.json()
  if (response.ok) return body as Answer
  const said =
    typeof body === 'object' && body !== null && 'message' in body
      ? String(body.message)
      : response.statusText
  throw new Error(said)
}
