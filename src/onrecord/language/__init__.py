"""From the text to its parse: sentences, tokens and the tree over them."""
