"""The hour and the day as a person says them. All times come from the hub; this machine's own clock is never shown."""

from datetime import datetime, timedelta

from hub.client.hub_time import HALL_ZONE
from kiosk.words import Words


def hour(moment: datetime) -> str:
    return f"{moment.astimezone(HALL_ZONE):%H:%M}"


def day(moment: datetime, words: Words) -> str:
    """ "Thứ Sáu 21/11"."""
    local = moment.astimezone(HALL_ZONE)
    return words.date.format(
        weekday=words.weekdays[local.weekday()], day=local.day, month=words.months[local.month - 1]
    )


def shortly(moment: datetime, now: datetime, words: Words) -> str:
    """The same where there is little room: "13:30", "07:30 ngày mai", "07:30 24/11"."""
    local = moment.astimezone(HALL_ZONE)
    today = now.astimezone(HALL_ZONE).date()
    if local.date() == today:
        return hour(moment)
    if local.date() == today + timedelta(days=1):
        return words.short_tomorrow.format(time=hour(moment))
    return words.short_other_day.format(time=hour(moment), day=local.day, month=words.months[local.month - 1])


def when(moment: datetime, now: datetime, words: Words) -> str:
    """An hour to come: "13:30 hôm nay", "07:30 ngày mai, Thứ Bảy 22/11", "07:30 Thứ Hai 24/11"."""
    date = moment.astimezone(HALL_ZONE).date()
    today = now.astimezone(HALL_ZONE).date()
    if date == today:
        return words.today.format(time=hour(moment))
    pattern = words.tomorrow if date == today + timedelta(days=1) else words.other_day
    return pattern.format(time=hour(moment), date=day(moment, words))
