"""`layso-hardware doctor`: looks at the devices of this box and tells a technician in Vietnamese what to do."""
