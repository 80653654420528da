"""Scanners: what reads cards and tickets at a kiosk."""
