profile-preview = How others see me
profile-preview-note = Your public profile
profile-preview-text = This is what others see.
profile-edit = Edit profile
profile-edit-note = Words, interests, facts
profile-photos = My photos
profile-photos-note =
    { $count ->
        [0] None yet
        [one] { $count } photo
       *[other] { $count } photos
    }
profile-filters-note = Who you see: gender, age, distance
profile-settings-note = Language, sessions, privacy
profile-pause = Hide my profile
profile-pause-off = People can see you
profile-pause-on = Nobody new sees you, chats stay
profile-completeness = Profile filled in
profile-percent = { $percent } %
profile-missing = What would make it fuller
profile-add-photo = Add your first photo
profile-add-photos = Add another photo
profile-add-bio = Write a few words about yourself
profile-add-interests = Choose at least five interests
profile-add-goal = Say what you are looking for
profile-add-languages = Name the languages you speak
profile-add-facts = Add a few facts

## Editing

edit-about = The basics
edit-words = In your words
edit-facts = Facts
edit-unsaved-title = Leave without saving?
edit-unsaved-text = Your changes would be lost.
edit-stay = Keep editing
edit-leave = Discard changes

## Photos

photos-title = My photos
photos-order-hint = The first photo is the one people see first. Drag a photo to move it, or tap it for more.
photos-kinds = JPEG, PNG or WebP, up to 10 MB each, at most six.
photos-by-bot = If your phone does not let you choose a photo, send it to the bot in the chat.
photos-add = Add
photos-main = Main
photos-one = Photo
photos-open = Photo { $number }
photos-pending = Being checked
photos-pending-text = We are checking this photo. Others see it as soon as it is approved.
photos-rejected = Not accepted
photos-rejected-text = This photo does not follow our rules, so only you see it. Please remove it and choose another.
photos-not-shown = Not shown
photos-make-main = Make it the main photo
photos-earlier = Move it forward
photos-later = Move it back
photos-show = Show it in my profile
photos-remove = Remove photo
photos-sending = Sending the photo
photos-sent = { $percent } %
photos-checking = Almost done…
photos-retry = Retry
photos-drop = Do not send this photo
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
filters-distance-km = up to { $km } km
filters-both-ways = Filters work both ways: you see each other only when each fits what the other is looking for.
filters-nobody-left = When nobody is left
filters-widen = Look farther away
filters-optional = Only if it matters
filters-optional-hint = Each of these also hides people who left it empty.
filters-goals = Looking for
filters-only = Only people
filters-only-photo = With a photo
filters-only-verified = Verified
filters-languages = Speaks
filters-height-any = Any
filters-height-from = Smallest height
filters-height-to = Greatest height
filters-clear = Clear these filters
filters-matters = What matters to me
filters-matters-distance = Being near
filters-matters-interests = Shared interests
filters-matters-activity = Being here lately
filters-level-less = Less
filters-level-usual = As usual
filters-level-more = More
