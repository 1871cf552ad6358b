"""What a line says: readings of its words with their evidence, weighed against one another and their surroundings."""
