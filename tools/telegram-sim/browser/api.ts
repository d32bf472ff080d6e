import type {
  ChatView,
  FaultsView,
  LaunchRequest,
  PersonView,
  PressView,
  SimState,
} from '../src/pages/views.js'

/** What the simulator's server is asked. */
export const api = {
  state: () => get<SimState>('/sim/state'),
  addPerson: () => post<PersonView>('/sim/people', {}),
  setPerson: (id: number, change: { languageCode?: string; blocked?: boolean; started?: boolean }) =>
    post<PersonView>(`/sim/people/${id}`, change, 'PATCH'),
  send: (id: number, text: string) => post<unknown>(`/sim/people/${id}/messages`, { text }),
  press: (id: number, messageId: number, data: string) =>
    post<PressView>(`/sim/people/${id}/presses`, { messageId, data }),
  launch: (id: number, request: LaunchRequest) =>
    post<{ url: string }>(`/sim/people/${id}/launches`, request),
  setFaults: (change: object) => post<FaultsView>('/sim/faults', change),

  sendPhoto: (id: number, photo: Blob) => sendFile(`/sim/people/${id}/photos`, photo),
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
