### Matches, conversations, one chat.

chats-title = Чаты
chats-new = Новые пары
chats-begun = Сообщения
chats-empty-title = Пар пока нет
chats-empty-text = Когда симпатия взаимна, здесь можно переписываться.
chats-to-deck = К знакомствам
chats-mine = Вы: { $text }
chats-typing = печатает…
chats-unread = { $count ->
    [one] { $count } непрочитанное сообщение
    [few] { $count } непрочитанных сообщения
   *[many] { $count } непрочитанных сообщений
}
chats-more = Показать ещё

chat-somebody = Собеседник
chat-person = { $name }: открыть профиль
chat-messages = Переписка: { $name }
chat-older = Более ранние сообщения
chat-newest = К последнему сообщению
chat-today = Сегодня
chat-yesterday = Вчера
chat-unread = Новые сообщения
chat-typing = { $name } печатает…
chat-empty-title = Вы и { $name } понравились друг другу
chat-empty-text = Напишите первое сообщение. Лучше всего — вопрос о чём-нибудь из профиля.
chat-empty-they-begin = Здесь появится первое сообщение.
chat-input = Сообщение
chat-send = Отправить
chat-state-sending = Отправляется
chat-state-failed = Не отправлено
chat-state-sent = Отправлено
chat-state-read = Прочитано
chat-resend = Отправить ещё раз
chat-discard = Удалить
chat-copied = Скопировано
chat-copy-failed = Устройство не дало скопировать.
chat-link-title = Открыть ссылку?
chat-link-text = Она ведёт за пределы Kindred. Открывайте, только если доверяете ей, и не вводите там пароль и не платите за новых знакомых.
chat-link-open = Открыть ссылку
chat-link-copy = Скопировать адрес
chat-failed-title = Сообщение не отправлено
chat-ended = Переписка завершена. Новые сообщения отправить нельзя.
chat-gone-title = Этого чата больше нет
chat-gone-text = Пара распалась, или человек ушёл из Kindred.
chat-to-chats = К чатам
chat-unmatch = Разорвать пару
chat-unmatch-title = { $name }: разорвать пару?
chat-unmatch-text = Переписка исчезнет у вас обоих, и вы больше не увидите друг друга.

chat-advice = Совет от Kindred
chat-advice-money = В сообщении речь о деньгах. Никогда не отправляйте деньги или криптовалюту тем, кого знаете только отсюда.
chat-advice-link = В сообщении есть ссылка. Не вводите пароли и не платите по ссылкам от новых знакомых.
chat-advice-leave = { $name } предлагает уйти из приложения. Не спешите: здесь можно заблокировать и пожаловаться, а в другом месте мы не поможем.
chat-advice-report = Пожаловаться на сообщение
chat-nudge-title = Отправить так?
chat-nudge-money = Разговор о деньгах в первых сообщениях часто бывает обманом. Над этим сообщением собеседник увидит предупреждение.
chat-nudge-link = Ссылки в первых сообщениях часто бывают обманом. Над этим сообщением собеседник увидит предупреждение.
chat-nudge-leave = Предложение сразу уйти из приложения часто бывает обманом. Над этим сообщением собеседник увидит предупреждение.
chat-nudge-edit = Изменить сообщение
chat-nudge-send = Всё равно отправить
chat-used-up = Новых чатов пока достаточно. Следующий можно начать { $day } в { $time }.
chat-they-write-first = В этой паре первое сообщение за собеседником: { $name }. Вы сможете ответить, как только оно придёт.

contact-action = Обменяться контактами
contact-note = Вы получите Telegram друг друга, когда согласитесь оба
contact-note-offered = Вы предложили. Ждём ответа: { $name }
contact-note-theirs = { $name } предлагает обменяться
contact-note-shared = Вы обменялись контактами
contact-title = Контакты в Telegram
contact-text = Если { $name } тоже согласится, каждый из вас получит ссылку на Telegram другого. До этого никто ничего не видит.
contact-they-offer = { $name } предлагает обменяться контактами в Telegram. Если вы согласитесь, каждый из вас получит ссылку на другого.
contact-waits = Вы предложили обменяться контактами. { $name } уже знает об этом; как только придёт согласие, вы оба получите ссылки.
contact-yours = Ссылка на вас будет такой: { $link }
contact-none-of-yours = У вас нет имени пользователя в Telegram, поэтому ссылки на вас нет. Задайте его в настройках Telegram и вернитесь сюда.
contact-is = { $name } в Telegram: { $link }
contact-no-link = Вы обменялись контактами, но у { $name } сейчас нет имени пользователя в Telegram. Как только оно появится, ссылка будет здесь.
contact-now-shared = { $name } соглашается: теперь вы обменялись контактами в Telegram.
contact-offer = Предложить обмен
contact-accept = Поделиться и своим
contact-answer = Ответить
contact-show = Показать контакт
contact-withdraw = Отозвать предложение
contact-open = Открыть в Telegram: { $name }

farewell-action = Не моё
farewell-note = Завершить чат, вежливо попрощавшись
farewell-title = { $name }: попрощаться?
farewell-text = Завершить чат ({ $name })? Мы вежливо сообщим, что вы друг другу не подходите. Чат исчезнет у вас обоих и не вернётся.
farewell-confirm = Попрощаться
farewell-done = Чат завершён, мы вежливо об этом сообщили: { $name }.

farewell-from = { $name } считает, что вы друг другу не подходите, и желает вам удачи. Чат завершён.
farewell-heading = Доброе прощание
farewell-seen = Хорошо
farewell-somebody = Ваша пара
