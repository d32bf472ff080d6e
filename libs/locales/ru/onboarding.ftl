## Welcome

welcome-title = Знакомьтесь с близкими по духу
welcome-text = Спокойное место, где узнают друг друга, прямо здесь, в Telegram.
welcome-mutual = Переписка начинается, только если симпатия взаимна.
welcome-place = Никто не видит, где вы, только примерное расстояние.
welcome-private = Ваше имя в Telegram и номер остаются скрыты.
welcome-adult = Мне уже есть 18. Начнём
welcome-young = Мне ещё нет 18
welcome-young-title = До встречи
welcome-young-text = Kindred — для людей от 18 лет. Будем рады вам, когда придёт время.

## Steps

onboarding-step = Шаг { $number } из { $count }
onboarding-next = Продолжить
onboarding-skip = Пока пропустить
onboarding-finish = Показать людей
onboarding-about-title = О вас
onboarding-about-text = Самое главное. Другие видят имя и возраст, но не дату рождения.
onboarding-interests-title = Что вам близко?
onboarding-interests-text = Несколько слов и интересы помогают начать разговор. Всё это по желанию.
onboarding-photos-title = Ваши фотографии
onboarding-photos-text = Профили с фото получают гораздо больше симпатий. Для начала хватит трёх.
onboarding-place-title = Где вы?
onboarding-place-text = Мы покажем людей рядом. Точное место не узнает никто.
onboarding-wishes-title = С кем хотите познакомиться?
onboarding-wishes-text = Это можно изменить в любой момент.

## Inputs of the profile

form-name = Имя
form-name-hint = Имя или прозвище
form-birth-date = Дата рождения
form-birth-date-hint = Показываем только возраст.
form-day = День
form-month = Месяц
form-year = Год
form-bio = О себе
form-bio-placeholder = Что вас смешит? Чем вы заняты в свободное воскресенье?
form-bio-hint = Хватит пары предложений.
form-city = Город
form-interests = Интересы
form-interests-count = Выбрано { $count } из { $max }
form-height = Рост, см
form-languages = Языки, на которых говорю
form-not-said = Не указывать
form-error-name = Не больше 50 символов и хотя бы одна буква.
form-error-birth-date = Выберите настоящую дату.
form-error-underage = Kindred — для людей от 18 лет.
form-error-choose = Выберите один вариант.
form-error-bio = Не больше 1000 символов.
form-error-city = Не больше 100 символов.
form-error-interests = Выберите не больше 20 из списка.
form-error-height = Укажите рост от 100 до 250 см.
form-error-languages = Выберите не больше 20 из списка.
form-error-wanted = Выберите хотя бы один вариант.
form-error-ages = Верхняя граница не может быть меньше нижней.
form-error-name-staff = Выберите имя, которое не примут за нашу команду.
form-error-name-contact = В имени не должно быть ссылок, ников и номеров телефона.

## Place

place-title = Ваше место
place-why = Зная место, мы покажем людей рядом и примерное расстояние между вами.
place-promise = Мы храним только область около 36 км², а не точную точку.
place-use-mine = Определить, где я
place-found = Область найдена.
place-found-near = Нашли: { $city }
place-denied = Нет доступа к геопозиции. Выберите город ниже.
place-settings = Разрешить в настройках Telegram
place-unavailable = Не удалось определить место. Выберите город ниже.
place-choose = Или выберите город
place-search = Введите название
place-search-failed = Поиск не сработал. Попробуйте ещё раз.
place-none = Ничего не нашлось. Выберите ближайший крупный город.
place-now = Сейчас: { $city }
place-row = Изменить место
place-row-note = Переехали или путешествуете?
place-saved = Сохранено. Другие увидят это в течение получаса.
place-too-often = Вы меняли место слишком часто. Попробуйте позже.
