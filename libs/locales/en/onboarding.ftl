## Welcome

welcome-title = Meet people who feel close
welcome-text = Kindred is a calm place to get to know each other, right here in Telegram.
welcome-mutual = You only talk when both of you like each other.
welcome-place = Nobody sees where you are, only a rough distance.
welcome-private = Your Telegram name and number stay hidden.
welcome-adult = I'm 18 or older, let's begin
welcome-young = I'm under 18
welcome-young-title = See you later
welcome-young-text = Kindred is for people of 18 years and older. We would love to welcome you then.

## Steps

onboarding-step = Step { $number } of { $count }
onboarding-next = Continue
onboarding-skip = Skip for now
onboarding-finish = Show me people
onboarding-about-title = About you
onboarding-about-text = The basics. Others see your name and your age, never the date.
onboarding-interests-title = What moves you?
onboarding-interests-text = A few words and interests make it easy to start talking. Everything here is optional.
onboarding-photos-title = Your photos
onboarding-photos-text = Profiles with photos get many more likes. Three are a good start.
onboarding-place-title = Where are you?
onboarding-place-text = We show you people nearby and nothing more exact than that.
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
form-gender = Gender
form-goal = What are you looking for?
form-bio = About me
form-bio-placeholder = What makes you laugh? What do you do on a free Sunday?
form-bio-hint = A few sentences are enough.
form-city = Town
form-interests = Interests
form-interests-count = { $count } of { $max } chosen
form-height = Height, cm
form-education = Education
form-children = Children
form-smoking = Smoking
form-drinking = Alcohol
form-languages = Languages I speak
form-not-said = Prefer not to say
form-error-name = Please use 2 to 50 characters with at least one letter.
form-error-birth-date = Please choose a real date.
form-error-underage = Kindred is for people of 18 years and older.
form-error-choose = Please choose one.
form-error-bio = Please use at most 1,000 characters and no special signs.
form-error-city = Please use at most 100 characters in one line.
form-error-interests = Please choose at most 20 from the list.
form-error-height = Please enter a height from 100 to 250 cm.
form-error-languages = Please choose at most 20 from the list.
form-error-wanted = Please choose at least one.
form-error-ages = The oldest age must not be below the youngest.
form-error-name-staff = Please choose a name that nobody takes for our team.
form-error-name-contact = Please leave links, handles and phone numbers out of your name.

## Place

place-title = Your place
place-why = With your place we can show you people nearby and tell both of you about how far apart you are.
place-promise = We keep only an area of about 36 km², never the exact spot.
place-use-mine = Use my location
place-found = Found your area.
place-found-near = Found: { $city }
place-denied = Your device did not allow it. Choose a town below instead.
place-unavailable = Your device could not tell. Choose a town below instead.
place-choose = Or choose a town
place-search = Search
place-none = Nothing found. Choose the nearest large town.
place-now = Now: { $city }
place-row = Change my place
place-row-note = Moved, or travelling?
place-saved = Saved. Others see it within half an hour.
place-too-often = You changed your place too often. Please try again later.
