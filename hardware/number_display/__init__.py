"""Number signs over counters and in the hall: what each shows, in its own language."""
