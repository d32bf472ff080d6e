profile-preview = Как меня видят другие
profile-preview-note = Ваш открытый профиль
profile-preview-text = Так вас видят другие.
profile-edit = Изменить профиль
profile-edit-note = О себе, интересы, подробности
profile-photos = Мои фотографии
profile-photos-note =
    { $count ->
        [0] Пока ни одной
        [one] { $count } фотография
        [few] { $count } фотографии
       *[other] { $count } фотографий
    }
profile-filters-note = Кого вы видите: пол, возраст, расстояние
profile-settings-note = Язык, устройства, приватность
profile-pause = Скрыть мой профиль
profile-pause-off = Люди вас видят
profile-pause-on = Никто новый вас не видит. Чаты остаются.
profile-completeness = Профиль заполнен
profile-percent = { $percent } %
profile-missing = Что можно добавить
profile-add-photo = Добавьте первое фото
profile-add-photos = Добавьте ещё фото
profile-add-bio = Напишите пару слов о себе
profile-add-interests = Выберите хотя бы пять интересов
profile-add-goal = Скажите, что вы ищете
profile-add-languages = Укажите языки, на которых говорите
profile-add-facts = Добавьте пару подробностей

## Verification

verify-action = Подтвердить фото
verify-action-note = Значок для фото, на которых вы
verify-done = Ваши фото подтверждены
verify-done-note = Значок пропадает, если меняется имя, дата рождения, пол или первое фото
verify-title = Подтверждение фото
verify-text = Бот попросит показать жест в круглом видеосообщении на несколько секунд. Модератор сравнит его с вашими фото.
verify-seen = Видео видят только модераторы. Оно удаляется вместе с ответом, самое позднее через семь дней.
verify-no-proof = Значок мешает обманывать, но не доказывает, кто перед вами.
verify-to-bot = Продолжить в боте

## Editing

edit-about = Главное
edit-words = Своими словами
edit-facts = Подробности
edit-unsaved-title = Выйти без сохранения?
edit-unsaved-text = Изменения пропадут.
edit-stay = Продолжить правку
edit-leave = Не сохранять

## Photos

photos-title = Мои фотографии
photos-order-hint = Первое фото видят раньше всего. Перетащите фото, чтобы переставить, или нажмите на него.
photos-kinds = JPEG, PNG или WebP, до 10 МБ каждое, не больше шести.
photos-by-bot = Не получается выбрать фото? Отправьте его боту в чат.
photos-add = Добавить
photos-add-many = Добавить фото
photos-main = Главное
photos-one = Фото
photos-open = Фото { $number }
photos-pending = На проверке
photos-pending-text = Мы проверяем это фото. Обычно это занимает несколько секунд, потом его увидят другие.
photos-person-looks-text = Это фото скоро посмотрит человек. Пока его видите только вы.
photos-rejected = Не принято
photos-rejected-text = Это фото не подходит по правилам, его видите только вы. Если это ошибка, попросите посмотреть ещё раз.
photos-explicit-text = Похоже, на этом фото есть нагота, поэтому его видите только вы. Если это ошибка, попросите человека посмотреть.
photos-appealed-text = Спасибо. Человек посмотрит это фото ещё раз, пока его видите только вы.
photos-denied-text = Человек посмотрел ещё раз: показать это фото нельзя. Выберите, пожалуйста, другое.
photos-appeal = Попросить посмотреть ещё раз
photos-not-shown = Скрыто
photos-make-main = Сделать главным
photos-earlier = Передвинуть вперёд
photos-later = Передвинуть назад
photos-show = Показать в профиле
photos-remove = Удалить фото
photos-remove-title = Удалить это фото?
photos-remove-text = Вернуть его нельзя, но можно загрузить заново.
photos-sending = Фото отправляется
photos-sent = { $percent } %
photos-checking = Почти готово…
photos-retry = Повторить
photos-drop = Не отправлять это фото
photos-error-sent = Не отправлено.
photos-error-large = Слишком большое изображение.
photos-error-kind = Выберите изображение JPEG, PNG или WebP.
photos-error-small = Слишком маленькое изображение.
photos-error-many = Слишком много фото. Сначала удалите одно.

## Filters

filters-title = Фильтры
filters-wanted = Показывать
filters-wanted-woman = Женщин
filters-wanted-man = Мужчин
filters-wanted-nonbinary = Небинарных людей
filters-age = Возраст
filters-age-from = Возраст от
filters-age-to = Возраст до
filters-age-range = { $min }–{ $max }
filters-distance = Расстояние
filters-distance-km = до { $far }
filters-both-ways = Фильтры работают в обе стороны: вы видите друг друга, только если подходите друг другу.
filters-nobody-left = Когда никого не осталось
filters-widen = Расширять расстояние
filters-optional = Только если важно
filters-optional-hint = Скрывает и тех, кто этого не указал.
filters-only = Только профили
filters-languages = Говорит на языках
filters-height-any = Любой
filters-height-from = Рост от
filters-height-to = Рост до
filters-clear = Сбросить эти фильтры
filters-matters = Что для меня важно
filters-matters-distance = Жить рядом
filters-matters-interests = Общие интересы
filters-matters-activity = Недавно в сети
filters-level-less = Меньше
filters-level-usual = Как обычно
filters-level-more = Больше
