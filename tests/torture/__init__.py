"""What a store must survive, done to it: kills, failing calls, damage, other writers, power cuts."""
