## Welcome

welcome-title = Meet your kind of people
welcome-text = A calm place to get to know each other, right here in Telegram.
welcome-mutual = You talk only when you both like each other.
welcome-place = No one sees where you are, only roughly how far away.
welcome-private = Your Telegram name and number stay hidden.
welcome-adult = I’m 18 or older. Let’s begin
welcome-young = I’m under 18
welcome-young-title = See you later
welcome-young-text = Kindred is for people aged 18 and over. We’d love to see you then.

## Steps

onboarding-step = Step { $number } of { $count }
onboarding-next = Continue
onboarding-skip = Skip for now
onboarding-finish = Show me people
onboarding-about-title = About you
onboarding-about-text = The basics. Others see your name and age, never your date of birth.
onboarding-interests-title = What are you into?
onboarding-interests-text = A few words and interests make it easier to start talking. All of this is optional.
onboarding-photos-title = Your photos
onboarding-photos-text = Profiles with photos get many more likes. Three is a good start.
onboarding-place-title = Where are you?
onboarding-place-text = We’ll show you people nearby. No one sees exactly where you are.
onboarding-wishes-title = Who would you like to meet?
onboarding-wishes-text = You can change this at any time.

## Inputs of the profile

form-name = Name
form-name-hint = First name or nickname
form-birth-date = Date of birth
form-birth-date-hint = Only your age is shown.
form-day = Day
form-month = Month
form-year = Year
form-bio = About me
form-bio-placeholder = What makes you laugh? What do you do on a free Sunday?
form-bio-hint = A few sentences are enough.
form-city = Town
form-interests = Interests
form-interests-count = { $count } of { $max } chosen
form-height = Height, cm
form-languages = Languages I speak
form-not-said = Prefer not to say
form-error-name = Please use at most 50 characters, with at least one letter.
form-error-birth-date = Please choose a real date.
form-error-underage = Kindred is for people aged 18 and over.
form-error-choose = Please choose one.
form-error-bio = Please use at most 1,000 characters.
form-error-city = Please use at most 100 characters.
form-error-interests = Please choose at most 20 from the list.
form-error-height = Please enter a height from 100 to 250 cm.
form-error-languages = Please choose at most 20 from the list.
form-error-wanted = Please choose at least one.
form-error-ages = The oldest age must not be below the youngest.
form-error-name-staff = Please choose a name that nobody takes for our team.
form-error-name-contact = Please leave links, handles and phone numbers out of your name.

## Place

place-title = Your place
place-why = Your place lets us show you people nearby and tell you both roughly how far apart you are.
place-promise = We keep only an area of about 36 km², never the exact spot.
place-use-mine = Use my location
place-found = Found your area.
place-found-near = Found: { $city }
place-denied = Your device didn’t allow it. Please choose a town below.
place-settings = Allow it in Telegram’s settings
place-unavailable = Your device couldn’t tell where you are. Please choose a town below.
place-choose = Or choose a town
place-search = Type its name
place-search-failed = The search didn’t work. Please try again.
place-none = Nothing found. Please choose the nearest large town.
place-now = Now: { $city }
place-row = Change my place
place-row-note = Moved, or travelling?
place-saved = Saved. Others will see it within half an hour.
place-too-often = You’ve changed your place too often. Please try again later.
