"""What is worked out once and kept in a folder of the user, checked before it is believed."""
