"""How many keys a span takes: plans the fewest for a gold standard, types them into the app, checks the store."""
