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
settings-privacy-note = What we know and who sees it
settings-sign-out = Sign out
settings-sign-out-text = This signs you out on this device. Your profile stays, and others can still see it. To come back, open Kindred from the bot.
settings-delete = Delete account

## Deleting

delete-text = If you delete your account, all of this goes away:
delete-loss-profile = your profile and everything you told about yourself
delete-loss-photos = all your photos
delete-loss-likes = likes and matches, given and received
delete-loss-chats = all chats, for both people
delete-final = This can’t be undone.
delete-go-on = Delete my account…
delete-question = Really delete everything?
delete-question-text = Your account is removed right away.
delete-keep = Keep my account
delete-confirm = Delete for good

## Privacy

privacy-place-title = Your place
privacy-place-text = Your position becomes an area of about 36 km² the moment it reaches us. The exact spot is never stored. Others see only a rough distance.
privacy-photos-title = Your photos
privacy-photos-text = Hidden data, such as where a photo was taken, is removed. Only people who are signed in see your photos, by links that soon expire.
privacy-telegram-title = Telegram
privacy-telegram-text = No one on Kindred sees your Telegram name, username or phone number. Share them yourself when you want to.
privacy-chats-title = Chats
privacy-chats-text = No one else on Kindred sees your chat. When one of you ends the match, the chat is gone for both. It stays sealed for 30 days in case it is needed for a report, and then it is removed.
privacy-leave-title = Leaving
privacy-leave-text = You can delete your account at any time in the settings. Everything is removed at once. Only what was written in your chats stays sealed for 30 days in case it is needed for a report. Nobody sees it, and then it is removed too.
