bot-hint = I did not understand that. /help shows what I can do.
