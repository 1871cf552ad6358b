"""What people look at: scored rows on the terminal and as a report of one file, from the same reasons."""
