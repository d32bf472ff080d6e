profile-preview = How others see me
profile-preview-note = Your public profile
profile-preview-text = This is what others see.
profile-edit = Edit profile
profile-edit-note = About you, interests, details
profile-photos = My photos
profile-photos-note =
    { $count ->
        [0] None yet
        [one] { $count } photo
       *[other] { $count } photos
    }
profile-filters-note = Who you see: gender, age, distance
profile-settings-note = Language, devices, privacy
profile-pause = Hide my profile
profile-pause-off = People can see you
profile-pause-on = No one new sees you. Your chats stay.
profile-completeness = Profile complete
profile-percent = { $percent }%
profile-missing = What you could add
profile-add-photo = Add your first photo
profile-add-photos = Add another photo
profile-add-bio = Write a few words about yourself
profile-add-interests = Choose at least five interests
profile-add-goal = Say what you are looking for
profile-add-languages = Name the languages you speak
profile-add-facts = Add a few details

## Verification

verify-action = Get verified
verify-action-note = A badge for photos that show you
verify-done = Your photos are verified
verify-done-note = The badge falls when your name, birth date, gender or first photo changes
verify-title = Get verified
verify-text = The bot asks you for a gesture and a round video message of a few seconds. A moderator compares it with your photos.
verify-seen = Only moderators see the video. It’s deleted with their answer, after seven days at the latest.
verify-no-proof = The badge makes cheating harder. It’s no proof of who somebody is.
verify-to-bot = Go on in the bot

## Editing

edit-about = The basics
edit-words = In your own words
edit-facts = Details
edit-unsaved-title = Leave without saving?
edit-unsaved-text = Your changes will be lost.
edit-stay = Keep editing
edit-leave = Discard changes

## Photos

photos-title = My photos
photos-order-hint = The first photo is the one people see first. Drag photos to reorder them, or tap one for more.
photos-kinds = JPEG, PNG or WebP, up to 10 MB each, six at most.
photos-by-bot = Can’t choose a photo here? Send it to the bot in the chat.
photos-add = Add
photos-add-many = Add photos
photos-main = Main
photos-one = Photo
photos-open = Photo { $number }
photos-pending = Being checked
photos-pending-text = We’re checking this photo. That usually takes a few seconds, then others will see it.
photos-person-looks-text = A person will look at this photo soon. Until then only you can see it.
photos-rejected = Not accepted
photos-rejected-text = This photo doesn’t follow our rules, so only you can see it. If you think that’s a mistake, ask us to look again.
photos-explicit-text = This photo seems to show nudity, so only you can see it. If that’s a mistake, ask a person to look.
photos-appealed-text = Thank you. A person will look at this photo again; until then only you can see it.
photos-denied-text = A person has looked at this photo again: it can’t be shown. Please choose another one.
photos-appeal = Ask for another look
photos-not-shown = Not shown
photos-make-main = Make it the main photo
photos-earlier = Move it forward
photos-later = Move it back
photos-show = Show it in my profile
photos-remove = Remove photo
photos-remove-title = Remove this photo?
photos-remove-text = It’s gone for good. You can add it again from your phone.
photos-sending = Sending the photo
photos-sent = { $percent }%
photos-checking = Almost done…
photos-retry = Retry
photos-drop = Don’t send this photo
photos-error-sent = Not sent.
photos-error-large = This picture is too large.
photos-error-kind = Please choose a JPEG, PNG or WebP picture.
photos-error-small = This picture is too small.
photos-error-many = You have too many photos. Remove one first.

## Filters

filters-title = Filters
filters-wanted = Show me
filters-wanted-woman = Women
filters-wanted-man = Men
filters-wanted-nonbinary = Non-binary people
filters-age = Age
filters-age-from = Youngest age
filters-age-to = Oldest age
filters-age-range = { $min }–{ $max }
filters-distance = Distance
filters-distance-km = up to { $far }
filters-both-ways = Filters work both ways: you see each other only if you each fit what the other is looking for.
filters-nobody-left = When no one is left
filters-widen = Look farther away
filters-optional = Only if it matters
filters-optional-hint = Each of these also hides people who haven’t filled it in.
filters-only = Only show people
filters-languages = Speaks
filters-height-any = Any
filters-height-from = Minimum height
filters-height-to = Maximum height
filters-clear = Clear these filters
filters-matters = What matters to me
filters-matters-distance = Living nearby
filters-matters-interests = Shared interests
filters-matters-activity = Active recently
filters-level-less = Less
filters-level-usual = Normal
filters-level-more = More
