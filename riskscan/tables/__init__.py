"""Reference data as files, each row with its source, and the typed loaders that read them."""
