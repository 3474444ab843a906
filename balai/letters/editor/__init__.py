"""Making and changing kinds of letters without a programmer: the draft's parts, its samples, what is wrong with it."""
