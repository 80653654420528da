"""What keeps the hub's data well while nobody looks: backups, erasing what is personal, an eye on disk and clock."""
