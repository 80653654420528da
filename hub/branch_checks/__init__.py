"""The parts of `hub.branch_check`, one per subject: hours, discipline, numbers, devices, colours. Pure."""
