"""How a mail leaves the house: words, message, mail server, and the loop that drives them."""
