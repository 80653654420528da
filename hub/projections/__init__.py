"""State to views, one file per role: pure, small, whole every time.

What a role is shown is made from the state of the queue, from who is here now, and from the hub's time; nothing else.
"""

from hub.projections.counter import CounterViews, counter_view
from hub.projections.display import display_view
from hub.projections.hardware import HardwareViews, hardware_view
from hub.projections.kiosk import KioskViews, kiosk_view

__all__ = ["CounterViews", "HardwareViews", "KioskViews", "counter_view", "display_view", "hardware_view", "kiosk_view"]
