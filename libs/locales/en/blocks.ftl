### Blocking somebody, and the list of those who are blocked.

block-action = Block
block-action-note = You won’t see each other again
block-title = Block { $name }?
block-keeps-apart = You won’t see each other again, in the deck or anywhere else.
block-ends = If you’re matched, the match and the chat end for both of you.
block-untold = { $name } won’t be told.
block-undo = You can unblock them in Settings. The match won’t come back.
block-confirm = Block
block-done = { $name } is blocked.
unmatch-action-note = Ends the chat for both of you

blocked-title = Blocked people
blocked-note = People you’ve blocked
blocked-text = You and these people don’t see each other. None of them has been told.
blocked-since = Since { $date }
blocked-unblock = Unblock
blocked-unblock-of = Unblock { $name }
blocked-unblocked = You and { $name } can see each other again.
blocked-empty-title = You haven’t blocked anyone
blocked-empty-text = If someone bothers you, block them from their profile or from the chat. They won’t be told.
blocked-more = Show more
