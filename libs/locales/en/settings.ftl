settings-title = Settings
settings-language = Language
settings-language-text = The language of this app and of the bot.
settings-sessions = Where you’re signed in
settings-sessions-note = See and end sessions
settings-sessions-text = Every place where you’ve opened Kindred. End any you don’t recognise.
settings-session-current = This device, now
settings-session-used = Last used { $used }
settings-session-end = End
settings-session-end-of = End the session on { $device }
settings-session-ask = Sign out on { $device }?
settings-session-ask-text = Kindred closes there and has to be opened again from the bot.
settings-session-confirm = Sign out there
settings-device-unknown = Unknown device
settings-privacy = Privacy
settings-privacy-note = What others see, what we know
settings-sign-out = Sign out
settings-sign-out-text = This signs you out on this device. Your profile stays, and others can still see it. To come back, open Kindred from the bot.
settings-delete = Delete account

## Deleting

delete-text = If you delete your account, all of this goes away:
delete-loss-profile = your profile and everything you told about yourself
delete-loss-photos = all your photos
delete-loss-likes = likes and matches, given and received
delete-loss-chats = all chats, for both people
delete-grace =
    { $days ->
        [one] You can take it back within { $days } day.
       *[other] You can take it back within { $days } days.
    }
delete-hidden = Until then nobody sees you, and everyone you’ve matched with sees that you’ve left. To take it back, open Kindred again.
delete-sealed = What was written in your chats stays sealed for 30 more days in case it is needed for a report.
delete-final = This can’t be undone.
delete-go-on = Delete my account…
delete-question = Really delete everything?
delete-question-text = Your account is removed right away.
delete-question-grace = Delete your account?
delete-question-text-grace =
    { $days ->
        [one] You disappear for everyone now. Everything is deleted for good in { $days } day.
       *[other] You disappear for everyone now. Everything is deleted for good in { $days } days.
    }
delete-confirm-grace = Delete my account
delete-keep = Keep my account
delete-confirm = Delete for good

## Privacy

privacy-choices = What others see
privacy-age = Hide my age
privacy-age-note = Nobody sees how old you are. People still find you by age, roughly: the same for everyone born within five years.
privacy-distance = Hide my distance
privacy-distance-note = Nobody sees how far away you are. People still find you by distance, measured from the middle of a wide area around you.
privacy-incognito = Incognito
privacy-incognito-note = Only people you like, or have matched with, see you. Nobody else finds you.
privacy-first = I write first
privacy-first-note = In a new match, only you can send the first message. If you both chose this before you matched, either of you can.

privacy-place-title = Your place
privacy-place-text = Your position becomes an area of about 36 km² the moment it reaches us. The exact spot is never stored. Others see only a rough distance.
privacy-photos-title = Your photos
privacy-photos-text = Hidden data, such as where a photo was taken, is removed. Only people who are signed in see your photos, by links that soon expire.
privacy-telegram-title = Telegram
privacy-telegram-text = No one on Kindred sees your Telegram name, username or phone number. A match gets a link to you only when both of you choose “Share contact” in your chat.
privacy-chats-title = Chats
privacy-chats-text = No one else on Kindred sees your chat. When one of you ends the match, the chat is gone for both. It stays sealed for 30 days in case it is needed for a report, and then it is removed.
privacy-leave-title = Leaving
privacy-leave-text = You can delete your account at any time in the settings. You disappear for everyone at once, and after a time in which you can change your mind everything is removed. Only what was written in your chats stays sealed for 30 days in case it is needed for a report. Nobody sees it, and then it is removed too. For 31 days we also keep a code made from your Telegram account, which can’t be turned back into it, so that a report still counts if you return; longer only while a report is looked at or a ban holds.

## Own data

settings-data = Your data
settings-data-note = Copy, sign-ins, deletion
export-title = A copy of your data
export-text = Get everything Kindred holds about you as one ZIP file: your profile, your photos, your likes and what you wrote.
export-others = What others wrote belongs to them, so it isn’t in the file.
export-ask = Make a copy
export-again = Make a new copy
export-making = Your copy is being made. You can leave this page and come back.
export-ready = Your copy is ready. You can download it until { $time }, { $day }.
export-expired = Your last copy has expired.
export-failed = Your copy couldn’t be made. Please try again.
export-download = Download
export-sign-in = Get the download link
export-reopen = For your safety, close Kindred, open it again from the bot and come back here.
sign-ins-title = Sign-in history
sign-ins-note = The last 90 days
sign-ins-text = Every time someone opened Kindred as you in the last 90 days. Don’t recognise one? End it under “Where you’re signed in”.
sign-ins-bot = Chat with the bot
sign-ins-new = new device
sign-ins-active = still signed in
sign-ins-more = Show more

## Coming back before the account is gone

return-title = Welcome back
return-text = Your account is set to be deleted on { $day }. Until then you can have everything back as it was: your profile, matches and chats.
return-restore = Restore my account
return-keep = Leave it as it is
return-done = Good to have you back.
return-erasing-title = Your account is being deleted
return-erasing-text = It can’t be restored any more. In a few minutes you can start anew.

## The farewell

system-deleted-title = Your account is deleted
system-deleted-text = Your profile, photos, likes and chats are gone. Thank you for being here. We wish you well.
system-leaving-title = See you, maybe
system-leaving-text = Nobody sees you any more. Everything will be deleted on { $day }. Changed your mind before that? Open Kindred again and take it back.
system-receipt-copy = Copy the link to your receipt
system-receipt-copied = Copied. The link shows what was deleted, and when.

## Notifications

notify-title = Notifications
notify-row-note = What the bot tells you, and when
notify-text = While Kindred is closed, our bot tells you here in Telegram what’s new. What you’ve seen already it doesn’t tell.
notify-kinds = What you’re told
notify-pause = Pause all
notify-pause-note = Nothing is told until you switch it back. What comes meanwhile isn’t told later.
notify-kind-message = Messages
notify-note-message = Someone you’ve matched with wrote to you
notify-kind-match = Matches
notify-note-match = Someone you like likes you back
notify-kind-like = Likes
notify-note-like = Someone likes you
notify-kind-superlike = Superlikes
notify-note-superlike = Someone likes you very much
notify-kind-your-turn = Your turn
notify-note-your-turn = A gentle reminder of somebody who waits for your answer, once
notify-kind-photo = Photo checks
notify-note-photo = One of your photos was checked
notify-kind-news = News
notify-note-news = What’s new in Kindred, rarely
notify-preview = Show the words of messages
notify-preview-note = Otherwise you’re told only that somebody wrote
notify-quiet = Quiet hours
notify-quiet-note = What comes in them waits, and comes as one message when they end
notify-quiet-from = From
notify-quiet-to = Until
notify-zone = By the clock of { $zone }.
notify-zone-here = Use the clock of { $zone }
notify-safety = What concerns your safety and your account you’re always told, even in quiet hours.
notify-unreachable-title = The bot can’t write to you
notify-unreachable-text = You’ve blocked it, or haven’t allowed it to write to you. As long as it can’t, nothing is told.
notify-unreachable-allow = Let it write to me

## Bringing friends

invite-title = Invite friends
invite-note = Share your link
invite-text = Know somebody who’d feel at home here? Send them your link. You see how many signed up by it, but not who. They don’t see your profile by it.
invite-required = New people can join by invitation only, and your link is one.
invite-count =
    { $count ->
        [0] Nobody has signed up by your link yet.
        [one] { $count } person has signed up by your link.
       *[other] { $count } people have signed up by your link.
    }
invite-share = Share my link
invite-copy = Copy the link
invite-copied = Copied
invite-message = I’m on Kindred, a calm and kind place to meet people. Come and have a look:
invite-no-bot = The link can’t be made here: whoever runs this Kindred hasn’t said what its bot is called.
uninvited-title = By invitation
uninvited-text = New people join this Kindred by the link of somebody who’s already in. Ask a friend for theirs and open it: it works with one tap.

## Signed out

system-expired-title = Let’s start fresh
system-expired-text = This window has been open for too long. Send the bot /start and open Kindred from its reply.
system-signed-out-title = You’re signed out
system-signed-out-text = Your session on this device has ended. To come back, send the bot /start and open Kindred from its reply.
system-to-bot = Go to the bot

## Outside of Telegram

system-outside-title = Kindred lives in Telegram
system-outside-text = Open it from our bot, and you’re signed in at once. No password, no phone number.
system-outside-open = Open in Telegram
system-outside-simulator = Try it in the simulator
system-outside-ask = Open this Kindred’s bot in Telegram and tap the button beside the message field.
