"""How many keys a span takes: plans the fewest keys for a gold standard, types them into the app, and checks the store."""
