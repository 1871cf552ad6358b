"""What texts say, kept on disk from day to day."""
