### Matches, conversations, one chat.

chats-title = Chats
chats-new = New matches
chats-begun = Messages
chats-empty-title = No matches yet
chats-empty-text = When you and someone like each other, you can write here.
chats-to-deck = Meet people
chats-mine = You: { $text }
chats-typing = typing…
chats-unread = { $count ->
    [one] One unread message
   *[other] { $count } unread messages
}
chats-more = Show more

chat-somebody = Someone
chat-person = Open { $name }’s profile
chat-messages = Messages with { $name }
chat-older = Earlier messages
chat-newest = Jump to the newest message
chat-today = Today
chat-yesterday = Yesterday
chat-unread = New messages
chat-typing = { $name } is typing…
chat-empty-title = You and { $name } like each other
chat-empty-text = Be the first to write. A question about their profile works best.
chat-empty-they-begin = You’ll see the first message here.
chat-input = Message
chat-send = Send
chat-state-sending = Sending
chat-state-failed = Not sent
chat-state-sent = Sent
chat-state-read = Read
chat-resend = Send again
chat-discard = Delete
chat-copied = Copied
chat-copy-failed = Your device didn’t allow copying.
chat-link-title = Open this link?
chat-link-text = It leads out of Kindred. Open it only if you trust it, and never enter a password or pay there for someone you’ve just met.
chat-link-open = Open the link
chat-link-copy = Copy the address
chat-failed-title = This message wasn’t sent
chat-ended = This conversation has ended. You can’t send new messages.
chat-gone-title = This chat is gone
chat-gone-text = The match has ended, or the other person has left Kindred.
chat-to-chats = To the chats
chat-unmatch = Unmatch
chat-unmatch-title = Unmatch { $name }?
chat-unmatch-text = The chat disappears for both of you, and you won’t see each other again.

chat-advice = Advice from Kindred
chat-advice-money = This message is about money. Never send money or crypto to someone you’ve only met here.
chat-advice-link = There’s a link in this message. Don’t sign in or pay behind a link from someone you’ve just met.
chat-advice-leave = { $name } asks to leave the app. Take your time: here you can block and report, elsewhere we can’t help you.
chat-advice-report = Report this message
chat-nudge-title = Send it like this?
chat-nudge-money = Talk of money in first messages is often a scam. The other person will see a warning above this one.
chat-nudge-link = Links in first messages are often a scam. The other person will see a warning above this one.
chat-nudge-leave = Asking to leave the app this early is often a scam. The other person will see a warning above this message.
chat-nudge-edit = Change the message
chat-nudge-send = Send anyway
chat-used-up = You’ve started enough new chats for now. You can start the next one { $day } at { $time }.
chat-they-write-first = { $name } prefers to write first. You can answer as soon as the first message is here.

contact-action = Share contact
contact-note = Each of you gets the other’s Telegram, once both agree
contact-note-offered = You’ve offered. Waiting for { $name }
contact-note-theirs = { $name } would like to share
contact-note-shared = You share your contacts
contact-title = Telegram contacts
contact-text = If { $name } agrees too, each of you gets a link to the other’s Telegram. Nobody sees anything before that.
contact-they-offer = { $name } would like to share Telegram contacts with you. If you agree, each of you gets a link to the other.
contact-waits = You’ve offered to share contacts. { $name } has been asked; as soon as they agree, each of you gets the link.
contact-yours = They’ll get this link: { $link }
contact-none-of-yours = You have no username in Telegram, so there is no link to you. Set one in Telegram’s settings, then come back here.
contact-is = { $name } in Telegram: { $link }
contact-no-link = You share your contacts, but { $name } has no username in Telegram at the moment. As soon as they set one, it will be here.
contact-now-shared = { $name } agreed: you share your Telegram contacts now.
contact-offer = Offer to share
contact-accept = Share mine too
contact-answer = Answer
contact-show = Show the contact
contact-withdraw = Take the offer back
contact-open = Open { $name } in Telegram

farewell-action = Not for me
farewell-note = Ends the chat and says so kindly
farewell-title = Say goodbye to { $name }?
farewell-text = End the chat with { $name }? They’ll get a kind word that you’re not a match. The chat goes for both of you and doesn’t come back.
farewell-confirm = Say goodbye
farewell-done = The chat with { $name } has ended, and they’ve been told kindly.

farewell-from = { $name } feels you two aren’t a match, and wishes you good luck. The chat has ended.
farewell-heading = A kind goodbye
farewell-seen = All right
farewell-somebody = Your match
