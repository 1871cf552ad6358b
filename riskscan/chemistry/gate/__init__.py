"""Which words of a line may be part of a name, and which lines are ordinary goods that need no look."""
