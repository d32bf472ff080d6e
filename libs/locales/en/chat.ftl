### Matches, conversations, one chat.

chats-title = Chats
chats-new = New matches
chats-begun = Messages
chats-empty-title = No matches yet
chats-empty-text = When two people like each other, they can write here.
chats-to-deck = Go and swipe
chats-mine = You: { $text }
chats-typing = typing…
chats-unread = { $count ->
    [one] One unread message
   *[other] { $count } unread messages
}
chats-more = Show more

chat-somebody = Somebody
chat-person = { $name }: show the profile
chat-messages = Messages with { $name }
chat-older = Earlier messages
chat-newest = Jump to the newest message
chat-today = Today
chat-yesterday = Yesterday
chat-unread = New messages
chat-typing = { $name } is typing…
chat-empty-title = You and { $name } like each other
chat-empty-text = Be the first to write. A question about something in the profile works best.
chat-input = Message
chat-send = Send
chat-state-sending = Sending
chat-state-failed = Not sent
chat-state-sent = Sent
chat-state-read = Read
chat-resend = Send again
chat-discard = Delete
chat-failed-title = This message was not sent
chat-ended = This conversation is over. New messages cannot be sent.
chat-gone-title = There is no such chat
chat-gone-text = The match was undone, or the person has left Kindred.
chat-to-chats = To the chats
chat-unmatch = Unmatch
chat-unmatch-title = Unmatch { $name }?
chat-unmatch-text = The conversation disappears for both of you, and you will not see each other again.
